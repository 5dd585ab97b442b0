namespace OrleansSms.Domain.Messages;

/// <summary>The alphabet a message is sent in.</summary>
public enum MessageEncoding : byte
{
    /// <summary>GSM 03.38 septets.</summary>
    Gsm7 = 0,

    /// <summary>UCS-2 (UTF-16 big endian).</summary>
    Ucs2 = 1,
}

/// <summary>What the sender asked for.</summary>
public enum EncodingRequest : byte
{
    /// <summary>GSM-7 where the text allows it.</summary>
    Auto = 0,

    /// <summary>GSM-7 or an error.</summary>
    Gsm7 = 1,

    /// <summary>UCS-2 always.</summary>
    Ucs2 = 2,
}
