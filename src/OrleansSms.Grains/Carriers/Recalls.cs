using System.Runtime.InteropServices;
using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Carriers;

/// <summary>Which messages to which recipients do not go any more, as far as it concerns what waits in the lanes of a bind.</summary>
internal sealed class Recalls(BindContext context)
{
    /// <summary>A message in a lane has ended by then, whatever its validity.</summary>
    private static readonly long KeptMicros = UnixMicros.From(MessageLimits.MaxValidity);

    private readonly Dictionary<Msisdn, List<Heard>> _recalled = [];
    private readonly Queue<(Msisdn Recipient, long At)> _order = new();

    /// <summary>Messages to a recipient are recalled: those accepted so far do not go.</summary>
    public void Add(Msisdn recipient, Recall recall, long heardAt)
    {
        ref var heard = ref CollectionsMarshal.GetValueRefOrAddDefault(_recalled, recipient, out _);
        heard ??= [];
        var known = heard.FindIndex(entry => entry.Recall == recall);
        if (known >= 0 && heard[known].At >= heardAt)
        {
            return;
        }

        if (known >= 0)
        {
            heard.RemoveAt(known);
        }

        heard.Add(new Heard(recall, heardAt));
        _order.Enqueue((recipient, heardAt));
        Forget();
    }

    /// <summary>
    /// Learns of the opt-outs that stand against messages read from the store: one may have been queued before its recipient opted out, and the recall that followed
    /// was heard by a process that is gone, or missed what was still in the store. Who else something is known of is to be decided again: a consent may have been
    /// revoked, or a list have got the number. Answers the messages as they are to wait.
    /// </summary>
    public async Task<IReadOnlyList<QueuedMessage>> LearnAsync(IReadOnlyList<QueuedMessage> messages, CancellationToken cancellationToken)
    {
        var recipients = messages.Select(queued => queued.Message.To).Distinct().ToArray();
        var known = await context.Recipients.ReadManyAsync(recipients, cancellationToken);
        foreach (var (recipient, state) in known)
        {
            foreach (var optOut in state.OptOuts)
            {
                Add(recipient, Recall.Of(optOut), optOut.At);
            }
        }

        return known.Count == 0
            ? messages
            : [.. messages.Select(queued => known.ContainsKey(queued.Message.To) ? queued with { RenewedUntil = QueuedMessage.Undecided } : queued)];
    }

    /// <summary>Why a message does not go any more; null when it goes.</summary>
    public Recall? Find(Message message)
    {
        if (_recalled.Count == 0 || !_recalled.TryGetValue(message.To, out var heard))
        {
            return null;
        }

        foreach (var entry in heard)
        {
            if (message.CreatedAt <= entry.At && entry.Recall.Takes(message))
            {
                return entry.Recall;
            }
        }

        return null;
    }

    private void Forget()
    {
        var now = context.Now;
        while (_order.TryPeek(out var oldest) && now - oldest.At > KeptMicros)
        {
            _order.Dequeue();
            if (_recalled.TryGetValue(oldest.Recipient, out var heard))
            {
                heard.RemoveAll(entry => entry.At <= oldest.At);
                if (heard.Count == 0)
                {
                    _recalled.Remove(oldest.Recipient);
                }
            }
        }
    }

    /// <summary>A recall and when it was heard, in Unix microseconds.</summary>
    private readonly record struct Heard(Recall Recall, long At);
}
