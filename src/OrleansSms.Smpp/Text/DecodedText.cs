namespace OrleansSms.Smpp.Text;

/// <summary>The content of one short message, or of one segment of a longer one.</summary>
/// <param name="Encoding">What the octets were read as; Cyrillic, Hebrew, Japanese and Korean 8-bit text counts as UCS-2, ASCII as GSM 7-bit.</param>
/// <param name="Text">The text; empty for binary content. A half surrogate pair at a segment's edge is kept, so that segments can be joined.</param>
/// <param name="Body">The octets behind the user data header.</param>
/// <param name="DataCoding">data_coding as received.</param>
public sealed record DecodedText(SmsEncoding Encoding, string Text, ReadOnlyMemory<byte> Body, byte DataCoding)
{
    /// <summary>Which segment of which message it is; null when it is a message of its own.</summary>
    public ConcatenationInfo? Concatenation { get; init; }

    /// <summary>Port addressing from the user data header; null without.</summary>
    public PortAddress? Port { get; init; }

    /// <summary>The national language tables that the header named.</summary>
    public NationalShift Shift { get; init; }

    /// <summary>True when the content is no text.</summary>
    public bool IsBinary => Encoding == SmsEncoding.Binary;
}
