using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Carriers;

/// <summary>Which recipients have opted out of whose messages, as far as it concerns what waits in the lanes of a bind.</summary>
internal sealed class Recalls(BindContext context)
{
    /// <summary>A message in a lane has ended by then, whatever its validity.</summary>
    private static readonly long KeptMicros = UnixMicros.From(MessageLimits.MaxValidity);

    private readonly Dictionary<(Msisdn Recipient, string Account), long> _recalled = [];
    private readonly Queue<((Msisdn, string) Key, long At)> _order = new();

    /// <summary>The recipient opted out of an account's messages: those accepted so far do not go.</summary>
    public void Add(Msisdn recipient, string account, long heardAt)
    {
        if (_recalled.TryGetValue((recipient, account), out var before) && before >= heardAt)
        {
            return;
        }

        var now = context.Now;
        _recalled[(recipient, account)] = heardAt;
        _order.Enqueue(((recipient, account), heardAt));
        while (_order.TryPeek(out var oldest) && now - oldest.At > KeptMicros)
        {
            _order.Dequeue();
            if (_recalled.TryGetValue(oldest.Key, out var at) && at == oldest.At)
            {
                _recalled.Remove(oldest.Key);
            }
        }
    }

    /// <summary>
    /// Learns of the opt-outs that stand against messages read from the store: one may have been queued before its recipient opted out, and the recall that followed
    /// was heard by a process that is gone, or missed what was still in the store.
    /// </summary>
    public async Task LearnAsync(IReadOnlyList<QueuedMessage> messages, CancellationToken cancellationToken)
    {
        var recipients = messages.Select(queued => queued.Message.To).Distinct().ToArray();
        foreach (var (recipient, state) in await context.Recipients.ReadManyAsync(recipients, cancellationToken))
        {
            foreach (var optOut in state.OptOuts)
            {
                Add(recipient, optOut.Account, optOut.At);
            }
        }
    }

    /// <summary>Whether a message does not go any more.</summary>
    public bool Cover(Message message) =>
        _recalled.Count > 0
        && (_recalled.TryGetValue((message.To, message.Account), out var at) || _recalled.TryGetValue((message.To, OptOut.EveryAccount), out at))
        && message.CreatedAt <= at;
}
