namespace OrleansSms.Smpp.Text;

/// <summary>How long and how much a <see cref="Reassembler"/> keeps.</summary>
public sealed record ReassemblyLimits
{
    /// <summary>The defaults.</summary>
    public static ReassemblyLimits Default { get; } = new();

    /// <summary>
    /// How long a missing segment is waited for, since the last one that arrived. Default: 5 minutes; segments usually come within seconds, and a
    /// sender repeats an 8-bit reference after 256 messages.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages that wait for segments. Default: 5,000. Beyond it the oldest is given up.</summary>
    public int MaxOpenMessages { get; init; } = 5_000;

    /// <summary>Segments held by all open messages. Default: 50,000, about 15 MB with the default size of a segment.</summary>
    public int MaxHeldParts { get; init; } = 50_000;

    /// <summary>Octets of user data held by all open messages. Default: 16 MB, since a segment in message_payload can have 64 KB.</summary>
    public int MaxHeldOctets { get; init; } = 16 * 1024 * 1024;

    /// <summary>Finished messages remembered, for <see cref="Patience"/>, to know late duplicates of their segments. Default: 5,000.</summary>
    public int MaxRemembered { get; init; } = 5_000;
}
