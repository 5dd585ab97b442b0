namespace OrleansSms.Smpp.Text.Languages;

// Spanish: 16 codes a row from 0x00 on, \0 where the table has no character. Duplicates are as in the standard; the lowest code is sent.
internal static class Spanish
{
    // 3GPP TS 23.038 §A.2.2
    internal const string Single =
        "\0\0\0\0\0\0\0\0\0ç\f\0\0\0\0\0" +
        "\0\0\0\0^\0\0\0\0\0\0\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0{}\0\0\0\0\0\\" +
        "\0\0\0\0\0\0\0\0\0\0\0\0[~]\0" +
        "|Á\0\0\0\0\0\0\0Í\0\0\0\0\0Ó" +
        "\0\0\0\0\0Ú\0\0\0\0\0\0\0\0\0\0" +
        "\0á\0\0\0€\0\0\0í\0\0\0\0\0ó" +
        "\0\0\0\0\0ú\0\0\0\0\0\0\0\0\0\0";
}
