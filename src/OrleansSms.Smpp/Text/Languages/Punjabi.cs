namespace OrleansSms.Smpp.Text.Languages;

// Punjabi: 16 codes a row from 0x00 on, \0 where the table has no character. Duplicates are as in the standard; the lowest code is sent.
internal static class Punjabi
{
    // 3GPP TS 23.038 §A.3.10
    internal const string Locking =
        "\u0A01\u0A02\u0A03\u0A05\u0A06\u0A07\u0A08\u0A09\u0A0A\0\n\0\0\r\0\u0A0F" +
        "\u0A10\0\0\u0A13\u0A14\u0A15\u0A16\u0A17\u0A18\u0A19\u0A1A\u001B\u0A1B\u0A1C\u0A1D\u0A1E" +
        " !\u0A1F\u0A20\u0A21\u0A22\u0A23\u0A24)(\u0A25\u0A26,\u0A27.\u0A28" +
        "0123456789:;\0\u0A2A\u0A2B?" +
        "\u0A2C\u0A2D\u0A2E\u0A2F\u0A30\0\u0A32\u0A33\0\u0A35\u0A36\0\u0A38\u0A39\u0A3C\0" +
        "\u0A3E\u0A3F\u0A40\u0A41\u0A42\0\0\0\0\u0A47\u0A48\0\0\u0A4B\u0A4C\u0A4D" +
        "\u0A51abcdefghijklmno" +
        "pqrstuvwxyz\u0A70\u0A71\u0A72\u0A73\u0A74";

    // 3GPP TS 23.038 §A.2.10
    internal const string Single =
        "@\u00A3$\u00A5\u00BF\"\u00A4%&'\f*+\0-/" +
        "<=>\u00A1^\u00A1_#*\u0964\u0965\0\u0A66\u0A67\u0A68\u0A69" +
        "\u0A6A\u0A6B\u0A6C\u0A6D\u0A6E\u0A6F\u0A59\u0A5A{}\u0A5B\u0A5C\u0A5E\u0A75\0\\" +
        "\0\0\0\0\0\0\0\0\0\0\0\0[~]\0" +
        "|ABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZ\0\0\0\0\0" +
        "\0\0\0\0\0\u20AC\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
}
