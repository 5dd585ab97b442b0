namespace OrleansSms.Smpp.Text;

/// <summary>Who sent a segment to whom; segments of different senders never mix.</summary>
/// <param name="Originator">source_addr of the deliver_sm.</param>
/// <param name="Recipient">destination_addr of the deliver_sm.</param>
public readonly record struct ConcatenationKey(string Originator, string Recipient);

/// <summary>A message put together from its segments.</summary>
/// <param name="Key">Sender and recipient.</param>
/// <param name="Encoding">What the first segment was read as.</param>
/// <param name="Text">The text of the segments that arrived, in order.</param>
/// <param name="Body">The octets of the segments that arrived, in order, without their headers.</param>
/// <param name="Received">Segments that arrived.</param>
/// <param name="Total">Segments that the message has.</param>
public sealed record AssembledMessage(
    ConcatenationKey Key, SmsEncoding Encoding, string Text, ReadOnlyMemory<byte> Body, int Received, int Total)
{
    /// <summary>Port addressing from the first segment that arrived; null without.</summary>
    public PortAddress? Port { get; init; }

    /// <summary>The segments it was joined from, in order; those that never came are left out.</summary>
    public IReadOnlyList<DecodedText> Parts { get; init; } = [];

    /// <summary>True when segments are missing and will not be waited for any longer.</summary>
    public bool IsIncomplete => Received < Total;
}
