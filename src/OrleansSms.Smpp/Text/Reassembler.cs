namespace OrleansSms.Smpp.Text;

/// <summary>
/// Puts the segments of long messages together, in any order. Keeps state in memory, within limits, and does no I/O; time is an argument.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class Reassembler
{
    /// <summary>How long a missing segment is waited for by default, since the last one that arrived.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(5);

    /// <summary>Open messages kept by default; at 255 segments of 140 octets each, the worst case is about 180 MB.</summary>
    public const int DefaultMaxOpenMessages = 5_000;
}
