namespace OrleansSms.Smpp.Text.Languages;

// The tables of 3GPP TS 23.038 Annex A by language; an unknown language has those of the default alphabet, as the standard asks (§6.2.1.2.4).
internal static class LanguageTables
{
    internal static string Locking(NationalLanguage language) => language switch
    {
        NationalLanguage.Turkish => Turkish.Locking,
        NationalLanguage.Portuguese => Portuguese.Locking,
        NationalLanguage.Bengali => Bengali.Locking,
        NationalLanguage.Gujarati => Gujarati.Locking,
        NationalLanguage.Hindi => Hindi.Locking,
        NationalLanguage.Kannada => Kannada.Locking,
        NationalLanguage.Malayalam => Malayalam.Locking,
        NationalLanguage.Oriya => Oriya.Locking,
        NationalLanguage.Punjabi => Punjabi.Locking,
        NationalLanguage.Tamil => Tamil.Locking,
        NationalLanguage.Telugu => Telugu.Locking,
        NationalLanguage.Urdu => Urdu.Locking,
        _ => Default.Locking,
    };

    internal static string Single(NationalLanguage language) => language switch
    {
        NationalLanguage.Turkish => Turkish.Single,
        NationalLanguage.Spanish => Spanish.Single,
        NationalLanguage.Portuguese => Portuguese.Single,
        NationalLanguage.Bengali => Bengali.Single,
        NationalLanguage.Gujarati => Gujarati.Single,
        NationalLanguage.Hindi => Hindi.Single,
        NationalLanguage.Kannada => Kannada.Single,
        NationalLanguage.Malayalam => Malayalam.Single,
        NationalLanguage.Oriya => Oriya.Single,
        NationalLanguage.Punjabi => Punjabi.Single,
        NationalLanguage.Tamil => Tamil.Single,
        NationalLanguage.Telugu => Telugu.Single,
        NationalLanguage.Urdu => Urdu.Single,
        _ => Default.Single,
    };
}
