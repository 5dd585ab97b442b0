namespace OrleansSms.Smpp.Text;

// What makes segments parts of the same message.
internal readonly record struct MessageIdentity(ConcatenationKey Key, ConcatenationMode Mode, ushort Reference, byte Total);

// A message that waits for segments.
internal sealed class OpenMessage(MessageIdentity identity)
{
    private readonly DecodedText?[] _parts = new DecodedText?[identity.Total];

    internal MessageIdentity Identity => identity;

    internal ReadOnlySpan<DecodedText?> Parts => _parts;

    internal DateTimeOffset LastArrival { get; private set; }

    internal int Received { get; private set; }

    internal int Octets { get; private set; }

    internal bool IsComplete => Received == _parts.Length;

    internal DecodedText? Find(int sequence) => _parts[sequence - 1];

    internal void Put(int sequence, DecodedText part, DateTimeOffset now)
    {
        _parts[sequence - 1] = part;
        LastArrival = now;
        Received++;
        Octets += part.Body.Length;
    }

    internal static bool Same(DecodedText left, DecodedText right) =>
        left.DataCoding == right.DataCoding && left.Body.Span.SequenceEqual(right.Body.Span);
}
