namespace OrleansSms.Smpp.Text;

/// <summary>
/// The national language tables of one message (3GPP TS 23.040 §9.2.3.24.15 and .16). The default value means none. As an argument it says which
/// tables may be used; in a result, which are.
/// </summary>
/// <param name="LockingShift">
/// The table that replaces the GSM 7-bit default alphabet (IEI 0x25). Spanish has none, and counts as none.</param>
/// <param name="SingleShift">The table that replaces the extension table behind the escape code (IEI 0x24).
/// </param>
public readonly record struct NationalShift(NationalLanguage LockingShift, NationalLanguage SingleShift)
{
    /// <summary>
    /// Both tables of one language.</summary>
    /// <param name="language">The language of the text.
    /// </param>
    public static NationalShift Of(NationalLanguage language) =>
        new(language == NationalLanguage.Spanish ? NationalLanguage.None : language, language);

    /// <summary>True when neither table is used.</summary>
    public bool IsNone => LockingShift == NationalLanguage.None && SingleShift == NationalLanguage.None;

    /// <summary>
    /// Octets that the information elements take in the user data header: three for each table, without the header's own length
    /// octet.
    /// </summary>
    public int HeaderOctets => (LockingShift != NationalLanguage.None ? 3 : 0) + (SingleShift != NationalLanguage.None ? 3 : 0);

    // What is left of it on a bind: unknown languages and a Spanish locking table are none (3GPP TS 23.038 §6.2.1.2.4), and an SMSC that takes
    // Latin-1 or ASCII does the GSM encoding itself and knows nothing of shift tables.
    internal NationalShift On(DefaultAlphabet alphabet) => alphabet is DefaultAlphabet.Latin1 or DefaultAlphabet.Ascii
        ? default
        : new NationalShift(LockingShift == NationalLanguage.Spanish ? NationalLanguage.None : Known(LockingShift), Known(SingleShift));

    private static NationalLanguage Known(NationalLanguage language) =>
        language is >= NationalLanguage.Turkish and <= NationalLanguage.Urdu ? language : NationalLanguage.None;
}
