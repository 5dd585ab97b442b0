namespace OrleansSms.Smpp.Text;

/// <summary>The encoding that the sender of a message asked for.</summary>
public enum EncodingChoice
{
    /// <summary>GSM 7-bit when every character fits, UCS-2 otherwise.</summary>
    Auto,

    /// <summary>
    /// GSM 7-bit always. Characters that do not fit become <c>?</c> and are named in <see cref="TextAnalysis.Forcing"/>, so that the
    /// caller can refuse.
    /// </summary>
    Gsm7,

    /// <summary>UCS-2 always, even for a text that would fit GSM 7-bit.</summary>
    Ucs2,
}
