namespace OrleansSms.Smpp.Text.Languages;

// Portuguese: 16 codes a row from 0x00 on, \0 where the table has no character. Duplicates are as in the standard; the lowest code is sent.
internal static class Portuguese
{
    // 3GPP TS 23.038 §A.3.3
    internal const string Locking =
        "@£$¥êéúíóç\nÔô\rÁá" +
        "Δ_ªÇÀ∞^\\€Ó|\u001BÂâÊÉ" +
        " !\"#º%&'()*+,-./" +
        "0123456789:;<=>?" +
        "ÍABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÃÕÚÜ§" +
        "~abcdefghijklmno" +
        "pqrstuvwxyzãõ`üà";

    // 3GPP TS 23.038 §A.2.3
    internal const string Single =
        "\0\0\0\0\0ê\0\0\0ç\fÔô\0Áá" +
        "\0\0ΦΓ^ΩΠΨΣΘ\0\0\0\0\0Ê" +
        "\0\0\0\0\0\0\0\0{}\0\0\0\0\0\\" +
        "\0\0\0\0\0\0\0\0\0\0\0\0[~]\0" +
        "|À\0\0\0\0\0\0\0Í\0\0\0\0\0Ó" +
        "\0\0\0\0\0Ú\0\0\0\0\0ÃÕ\0\0\0" +
        "\0Â\0\0\0€\0\0\0í\0\0\0\0\0ó" +
        "\0\0\0\0\0ú\0\0\0\0\0ãõ\0\0â";
}
