namespace OrleansSms.Smpp.Text;

// Messages that were handed on lately, by a hash of each segment: a carrier that missed our answer sends a segment again, and that is no new message.
internal sealed class FinishedMessages(int limit)
{
    private readonly Dictionary<MessageIdentity, (ulong[] Hashes, DateTimeOffset Until)> _finished = [];
    private readonly Queue<(MessageIdentity Identity, ulong[] Hashes, DateTimeOffset Until)> _byAge = new();

    internal bool Contains(MessageIdentity identity, int sequence, DecodedText part, DateTimeOffset now) =>
        _finished.TryGetValue(identity, out var message) && message.Until > now && message.Hashes[sequence - 1] == Hash(part);

    internal void Remember(OpenMessage message, DateTimeOffset until)
    {
        var hashes = new ulong[message.Parts.Length];
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = message.Parts[index] is { } part ? Hash(part) : 0;
        }

        _finished[message.Identity] = (hashes, until);
        _byAge.Enqueue((message.Identity, hashes, until));
        while (_byAge.Count > limit)
        {
            ForgetOldest();
        }
    }

    internal void Forget(DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.Until <= now)
        {
            ForgetOldest();
        }
    }

    private void ForgetOldest()
    {
        var (identity, hashes, _) = _byAge.Dequeue();
        if (_finished.TryGetValue(identity, out var current) && ReferenceEquals(current.Hashes, hashes))
        {
            _finished.Remove(identity);
        }
    }

    // FNV-1a over 64 bits; never 0, which stands for a segment that did not arrive.
    private static ulong Hash(DecodedText part)
    {
        var hash = (0xCBF29CE484222325 ^ part.DataCoding) * 0x100000001B3;
        foreach (var octet in part.Body.Span)
        {
            hash = (hash ^ octet) * 0x100000001B3;
        }

        return hash | 1;
    }
}
