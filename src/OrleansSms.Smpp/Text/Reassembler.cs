namespace OrleansSms.Smpp.Text;

/// <summary>
/// Puts the segments of long messages together, in any order, whatever comes between. Keeps its state in memory, within limits, and does no I/O;
/// time is an argument. Not safe for use by several threads at once.
/// </summary>
/// <param name="limits">How long and how much to keep.</param>
/// <param name="alphabet">What data_coding 0 means at the SMSC.</param>
public sealed class Reassembler(ReassemblyLimits limits, DefaultAlphabet alphabet = DefaultAlphabet.Gsm0338Unpacked)
{
    private readonly Dictionary<MessageIdentity, LinkedListNode<OpenMessage>> _open = [];

    // The one that waits longest for a segment is first.
    private readonly LinkedList<OpenMessage> _byLastArrival = [];
    private readonly FinishedMessages _finished = new(limits.MaxRemembered);
    private int _parts;
    private int _octets;

    /// <summary>Messages that wait for segments.</summary>
    public int OpenMessages => _open.Count;

    /// <summary>When <see cref="Expire"/> will next have something to do; null when nothing waits.</summary>
    public DateTimeOffset? NextExpiry => _byLastArrival.First?.Value.LastArrival + limits.Patience;

    /// <summary>Takes one segment.</summary>
    /// <param name="key">Who sent it to whom.</param>
    /// <param name="part">The segment; without <see cref="DecodedText.Concatenation"/> it is a message of its own.</param>
    /// <param name="now">The time.</param>
    public ReassemblyResult Add(ConcatenationKey key, DecodedText part, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.Concatenation is not { Total: > 1 } place || place.Sequence == 0 || place.Sequence > place.Total)
        {
            return new(ReassemblyOutcome.Complete, Assembly.Alone(key, part), []);
        }

        var identity = new MessageIdentity(key, place.Mode, place.Reference, place.Total);
        if (_finished.Contains(identity, place.Sequence, part, now))
        {
            return new(ReassemblyOutcome.Duplicate, null, []);
        }

        List<AssembledMessage>? displaced = null;
        if (_open.TryGetValue(identity, out var node) && node.Value.Find(place.Sequence) is { } earlier)
        {
            if (OpenMessage.Same(earlier, part))
            {
                return new(ReassemblyOutcome.Duplicate, null, []);
            }

            // Another text under the same number: the sender's reference has come round before the earlier message was complete.
            (displaced ??= []).Add(Close(node, now));
            node = null;
        }

        node ??= Open(identity);
        Hold(node, place.Sequence, part, now);
        if (node.Value.IsComplete)
        {
            return new(ReassemblyOutcome.Complete, Close(node, now), displaced ?? []);
        }

        while (IsOverLimit && _open.Count > 1 && _byLastArrival.First is { } oldest)
        {
            (displaced ??= []).Add(Close(oldest, now));
        }

        return new(ReassemblyOutcome.Waiting, null, displaced ?? []);
    }

    /// <summary>Gives up the messages whose missing segments have been waited for long enough.</summary>
    /// <param name="now">The time.</param>
    /// <returns>What had arrived of them, to be delivered marked incomplete.</returns>
    public IReadOnlyList<AssembledMessage> Expire(DateTimeOffset now)
    {
        List<AssembledMessage>? expired = null;
        while (_byLastArrival.First is { } oldest && oldest.Value.LastArrival + limits.Patience <= now)
        {
            (expired ??= []).Add(Close(oldest, now));
        }

        _finished.Forget(now);
        return expired ?? [];
    }

    private bool IsOverLimit => _open.Count > limits.MaxOpenMessages || _parts > limits.MaxHeldParts || _octets > limits.MaxHeldOctets;

    private LinkedListNode<OpenMessage> Open(MessageIdentity identity)
    {
        var node = new LinkedListNode<OpenMessage>(new OpenMessage(identity));
        _open.Add(identity, node);
        _byLastArrival.AddLast(node);
        return node;
    }

    private void Hold(LinkedListNode<OpenMessage> node, int sequence, DecodedText part, DateTimeOffset now)
    {
        node.Value.Put(sequence, part, now);
        _parts++;
        _octets += part.Body.Length;
        _byLastArrival.Remove(node);
        _byLastArrival.AddLast(node);
    }

    private AssembledMessage Close(LinkedListNode<OpenMessage> node, DateTimeOffset now)
    {
        var message = node.Value;
        _open.Remove(message.Identity);
        _byLastArrival.Remove(node);
        _parts -= message.Received;
        _octets -= message.Octets;
        _finished.Remember(message, now + limits.Patience);
        return Assembly.Of(message, alphabet);
    }
}
