namespace OrleansSms.Smpp.Text.Languages;

// The GSM 7-bit default alphabet and its extension: 16 codes a row from 0x00 on, \0 where the table has no character.
internal static class Default
{
    // 3GPP TS 23.038 §6.2.1
    internal const string Locking =
        "@£$¥èéùìòÇ\nØø\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ" +
        " !\"#¤%&'()*+,-./" +
        "0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÄÖÑÜ§" +
        "¿abcdefghijklmno" +
        "pqrstuvwxyzäöñüà";

    // 3GPP TS 23.038 §6.2.1.1
    internal const string Single =
        "\0\0\0\0\0\0\0\0\0\0\f\0\0\0\0\0" +
        "\0\0\0\0^\0\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0{}\0\0\0\0\0\\" +
        "\0\0\0\0\0\0\0\0\0\0\0\0[~]\0" +
        "|\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0€\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
}
