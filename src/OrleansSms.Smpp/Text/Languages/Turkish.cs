namespace OrleansSms.Smpp.Text.Languages;

// Turkish: 16 codes a row from 0x00 on, \0 where the table has no character. Duplicates are as in the standard; the lowest code is sent.
internal static class Turkish
{
    // 3GPP TS 23.038 §A.3.1
    internal const string Locking =
        "@£$¥€éùıòÇ\nĞğ\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001BŞşßÉ" +
        " !\"#¤%&'()*+,-./" +
        "0123456789:;<=>?" +
        "İABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÄÖÑÜ§" +
        "çabcdefghijklmno" +
        "pqrstuvwxyzäöñüà";

    // 3GPP TS 23.038 §A.2.1
    internal const string Single =
        "\0\0\0\0\0\0\0\0\0\0\f\0\0\0\0\0" +
        "\0\0\0\0^\0\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0{}\0\0\0\0\0\\" +
        "\0\0\0\0\0\0\0\0\0\0\0\0[~]\0" +
        "|\0\0\0\0\0\0Ğ\0İ\0\0\0\0\0\0" +
        "\0\0\0Ş\0\0\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0ç\0€\0ğ\0ı\0\0\0\0\0\0" +
        "\0\0\0ş\0\0\0\0\0\0\0\0\0\0\0\0";
}
