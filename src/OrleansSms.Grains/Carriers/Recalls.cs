using System.Runtime.InteropServices;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Which messages to which recipients are not to go as they were decided: somebody has opted out, a consent was revoked, a list has got the number. Such a message is decided again before it goes,
/// once for each order to do so. Orders have numbers, and no clock says which message they are about: it may be set between a message and what must stop it.
/// </summary>
internal sealed class Recalls(BindContext context)
{
    /// <summary>A message in a lane has ended by then, whatever its validity.</summary>
    private static readonly long KeptMicros = UnixMicros.From(MessageLimits.MaxValidity);

    private readonly Dictionary<Msisdn, List<Order>> _recalled = [];
    private readonly Queue<(Msisdn Recipient, long Number, long Clock)> _order = new();

    /// <summary>Number of the last order.</summary>
    public long Latest { get; private set; }

    /// <summary>The number of a new order.</summary>
    public long Next() => ++Latest;

    /// <summary>Messages to a recipient are recalled: those decided so far do not go by that.</summary>
    public void Add(Msisdn recipient, Recall recall)
    {
        ref var orders = ref CollectionsMarshal.GetValueRefOrAddDefault(_recalled, recipient, out _);
        orders ??= [];
        orders.RemoveAll(order => order.Recall == recall);
        orders.Add(new Order(recall, Next()));
        _order.Enqueue((recipient, Latest, context.Clock));
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
        return known.Count == 0
            ? messages
            : [.. messages.Select(queued => known.TryGetValue(queued.Message.To, out var state) ? queued with { RenewedUntil = Judge(queued.Message, state) } : queued)];
    }

    /// <summary>Whether a message was recalled since it was decided.</summary>
    public bool Voids(QueuedMessage queued)
    {
        if (_recalled.Count == 0 || !_recalled.TryGetValue(queued.Message.To, out var orders))
        {
            return false;
        }

        foreach (var order in orders)
        {
            if (queued.Review < order.Number && order.Recall.Takes(queued.Message))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The store is believed before the recipient is asked: it may be that another process has just become its home.</summary>
    private static long Judge(Message message, RecipientState state) =>
        RecipientRules.FindOptOut(state, message.Account, message.From, message.Program, message.Answer, message.Id) is null ? QueuedMessage.Undecided : QueuedMessage.OptedOut;

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && context.Clock - oldest.Clock > KeptMicros)
        {
            _order.Dequeue();
            if (_recalled.TryGetValue(oldest.Recipient, out var orders))
            {
                orders.RemoveAll(order => order.Number <= oldest.Number);
                if (orders.Count == 0)
                {
                    _recalled.Remove(oldest.Recipient);
                }
            }
        }
    }

    /// <summary>A recall and its number.</summary>
    private readonly record struct Order(Recall Recall, long Number);
}
