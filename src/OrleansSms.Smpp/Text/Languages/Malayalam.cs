namespace OrleansSms.Smpp.Text.Languages;

// Malayalam: 16 codes a row from 0x00 on, \0 where the table has no character. Duplicates are as in the standard; the lowest code is sent.
internal static class Malayalam
{
    // 3GPP TS 23.038 §A.3.8
    internal const string Locking =
        "\0\u0D02\u0D03\u0D05\u0D06\u0D07\u0D08\u0D09\u0D0A\u0D0B\n\u0D0C\0\r\u0D0E\u0D0F" +
        "\u0D10\0\u0D12\u0D13\u0D14\u0D15\u0D16\u0D17\u0D18\u0D19\u0D1A\u001B\u0D1B\u0D1C\u0D1D\u0D1E" +
        " !\u0D1F\u0D20\u0D21\u0D22\u0D23\u0D24)(\u0D25\u0D26,\u0D27.\u0D28" +
        "0123456789:;\0\u0D2A\u0D2B?" +
        "\u0D2C\u0D2D\u0D2E\u0D2F\u0D30\u0D31\u0D32\u0D33\u0D34\u0D35\u0D36\u0D37\u0D38\u0D39\0\u0D3D" +
        "\u0D3E\u0D3F\u0D40\u0D41\u0D42\u0D43\u0D44\0\u0D46\u0D47\u0D48\0\u0D4A\u0D4B\u0D4C\u0D4D" +
        "\u0D57abcdefghijklmno" +
        "pqrstuvwxyz\u0D60\u0D61\u0D62\u0D63\u0D79";

    // 3GPP TS 23.038 §A.2.8
    internal const string Single =
        "@\u00A3$\u00A5\u00BF\"\u00A4%&'\f*+\0-/" +
        "<=>\u00A1^\u00A1_#*\u0964\u0965\0\u0D66\u0D67\u0D68\u0D69" +
        "\u0D6A\u0D6B\u0D6C\u0D6D\u0D6E\u0D6F\u0D70\u0D71{}\u0D72\u0D73\u0D74\u0D75\u0D7A\\" +
        "\u0D7B\u0D7C\u0D7D\u0D7E\u0D7F\0\0\0\0\0\0\0[~]\0" +
        "|ABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZ\0\0\0\0\0" +
        "\0\0\0\0\0\u20AC\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
}
