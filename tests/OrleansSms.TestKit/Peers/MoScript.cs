namespace OrleansSms.TestKit.Peers;

/// <summary>A message from a handset: one deliver_sm, or several that belong together.</summary>
public sealed record MoScript
{
    /// <summary>The handset, without a plus sign.</summary>
    public required string Source { get; init; }

    /// <summary>The number or short code that was written to.</summary>
    public required string Destination { get; init; }

    /// <summary>The text, or hex when <see cref="Coding"/> is binary; {n} becomes the number of the repetition, from 0.</summary>
    public string Text { get; init; } = "";

    public MoCoding Coding { get; init; }

    /// <summary>Overrides the data_coding that belongs to <see cref="Coding"/>.</summary>
    public byte? DataCoding { get; init; }

    public byte EsmClass { get; init; }

    public Concatenation Concatenation { get; init; }

    /// <summary>Octets of text a part holds; an even number for UCS-2. GSM 7 takes one octet a character here.</summary>
    public int PartOctets { get; init; } = 132;

    /// <summary>The concatenation reference; each repetition takes the next.</summary>
    public int Reference { get; init; } = 1;

    /// <summary>The numbers of the parts, from 1, in the order to send them: any may be missing or come twice. Default: all in order.</summary>
    public IReadOnlyList<int>? Order { get; init; }

    /// <summary>More TLVs: tag to hex.</summary>
    public IReadOnlyDictionary<ushort, string>? Tlvs { get; init; }

    /// <summary>Send the whole this many times without waiting for answers.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The session to use; default the last that can receive.</summary>
    public int? Session { get; init; }
}

public enum MoCoding
{
    Gsm7,
    Latin1,
    Binary,
    Ucs2,
}

/// <summary>How parts are told apart.</summary>
public enum Concatenation
{
    None,

    /// <summary>Not in parts: all of it in message_payload.</summary>
    Payload,
    Udh8,
    Udh16,
    Sar,
}
