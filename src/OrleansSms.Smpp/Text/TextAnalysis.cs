namespace OrleansSms.Smpp.Text;

/// <summary>A character that does not fit GSM 7-bit and so forces UCS-2.</summary>
/// <param name="Index">Its position in UTF-16 code units, in the text after normalisation to NFC.</param>
/// <param name="Character">The character, two code units long outside the basic plane.</param>
public readonly record struct CharacterIssue(int Index, string Character);

/// <summary>The size of a text when it is sent.</summary>
/// <param name="Encoding">What it is sent as.</param>
/// <param name="Segments">Segments it takes, at least 1.</param>
/// <param name="Units">Septets (an extension character takes two) or UTF-16 code units.</param>
public readonly record struct TextSize(SmsEncoding Encoding, int Segments, int Units);

/// <summary>How a text will be sent, and what it costs.</summary>
/// <param name="Encoding">GSM 7-bit or UCS-2.</param>
/// <param name="Text">The text as it will be sent: in NFC, and with smart encoding's replacements where they were used.</param>
/// <param name="Segments">Segments it takes, at least 1.</param>
/// <param name="Units">Septets (an extension character takes two) or UTF-16 code units.</param>
/// <param name="UnitsPerSegment">Units that one segment holds beside its user data header.</param>
/// <param name="UnitsLeft">Units still free in the last segment.</param>
/// <param name="Forcing">
/// The characters that force UCS-2, at most <see cref="MaxForcing"/>. With <see cref="EncodingChoice.Gsm7"/>, those that became <c>?</c>.
/// </param>
public sealed record TextAnalysis(
    SmsEncoding Encoding,
    string Text,
    int Segments,
    int Units,
    int UnitsPerSegment,
    int UnitsLeft,
    IReadOnlyList<CharacterIssue> Forcing)
{
    /// <summary>How many forcing characters are listed. A preview shows a few; a long Chinese text would otherwise list every character.</summary>
    public const int MaxForcing = 100;

    /// <summary>The national language tables that the text needs; to be given to the segmenter.</summary>
    public NationalShift Shift { get; init; }
}
