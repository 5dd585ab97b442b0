using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Has messages decided again that come to the head of a lane when their decision holds no more: they waited into the night, or the policy may have changed. They go back
/// to their lane with a new lease, are set aside until they may go, or end. Sending compares two numbers; all else happens here, in pages and beside it.
/// </summary>
internal sealed class LeaseDesk(
    BindContext context, BindLanes lanes, OutcomeCommitter committer, Settlement settlement, Recalls recalls, BindEnd end, Action moved)
{
    /// <summary>Messages that may be under review before the lower lanes are left alone: two pages of the recipients' work.</summary>
    private const int MaxUnderReview = 2_000;

    /// <summary>Recipients that could not be asked are asked again then.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Review> _voided = new(StringComparer.Ordinal);
    private List<QueuedMessage> _lapsed = [];
    private int _underReview;

    /// <summary>Whether so many are under review that only codes are taken from the lanes.</summary>
    public bool IsFull => _underReview + _lapsed.Count >= MaxUnderReview;

    /// <summary>
    /// Takes a message whose lease has run out; false when it may be sent. Of a message that a carrier has a part of, the rest follows, unless it was recalled: half a text helps
    /// nobody.
    /// </summary>
    public bool Takes(QueuedMessage queued, long now)
    {
        if (queued.SentMask == 0 ? Holds(queued, now) : !recalls.Voids(queued))
        {
            return false;
        }

        _lapsed.Add(queued);
        return true;
    }

    /// <summary>Whether a message may be sent as it was decided.</summary>
    public bool Holds(QueuedMessage queued, long now) => Decision.Holds(now, queued.DecidedAt, queued.LeaseUntil) && !recalls.Voids(queued) && !IsVoid(queued);

    /// <summary>What was decided of an account so far holds no more.</summary>
    public void Void(string account) => _voided[account] = new Review(recalls.Next(), context.Now, new MessageId(context.Ids.Next()).Key);

    /// <summary>Begins to review what was taken.</summary>
    public void Begin()
    {
        if (_lapsed.Count > 0)
        {
            var taken = _lapsed;
            _lapsed = [];
            _underReview += taken.Count;
            _ = end.On(ReviewAsync(taken));
        }
    }

    /// <summary>Which of those that come by submission, and know no orders, were decided before it: the clock says so, or the id where the clock was set back meanwhile.</summary>
    private bool IsVoid(QueuedMessage queued) =>
        _voided.Count > 0 && _voided.TryGetValue(queued.Message.Account, out var review) && queued.Review < review.Order
        && (queued.DecidedAt <= review.At || queued.Message.Id.Key <= review.Key);

    private async Task ReviewAsync(List<QueuedMessage> taken)
    {
        foreach (var account in taken.GroupBy(static queued => queued.Message.Account))
        {
            // An order that comes while they are being asked is for them as well.
            var order = recalls.Latest;
            QueuedMessage[] messages = [.. account];
            var decisions = await DecideAsync(account.Key, messages);
            for (var i = 0; i < messages.Length; i++)
            {
                Follow(messages[i] with { Review = order }, decisions[i]);
            }
        }

        _underReview -= taken.Count;
        moved();
    }

    private async Task<Decision?[]> DecideAsync(string account, QueuedMessage[] messages)
    {
        try
        {
            var active = await context.References.Account(account).GetActiveAsync();
            var policy = active?.Policy ?? AccountPolicies.Compile(new AccountConfig { Id = account }, null, context.Compliance);
            var asked = new ShardedRequests(policy, messages.Length, context.References, context.Logger);
            Array.ForEach(messages, queued => asked.Add(DecisionRequest.For(queued.Message, context.Now)));
            return await asked.DecideAsync();
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            return new Decision?[messages.Length];
        }
    }

    private void Follow(QueuedMessage queued, Decision? answer)
    {
        var now = context.Now;
        if (answer is not { } decision)
        {
            lanes.Delay(queued with { Review = 0 }, context.Clock + UnixMicros.From(AskAgain));
        }
        else if (decision.Kind == DecisionKind.Suppress)
        {
            settlement.Suppress(queued, decision.Reason!, DecisionWords.Describe(decision));
        }
        else if (queued.SentMask != 0)
        {
            lanes.PutBack(queued);
        }
        else if (decision.Kind == DecisionKind.Hold)
        {
            var held = LaneChanges.SetAside(queued.Message, decision.Reason!, Placement.DueAt(queued.Message, decision), DecisionWords.Describe(decision), now);
            committer.Add(held, _ => lanes.Leave(queued.Message.Id));
        }
        else
        {
            var renewed = LaneChanges.DecidedAgain(queued.Message.Id, DecisionWords.Describe(decision), now);
            committer.Add(renewed, _ => lanes.PutBack(queued with { RenewedUntil = decision.ValidUntil, RenewedAt = now }));
        }
    }

    /// <summary>An order to decide an account's messages again.</summary>
    /// <param name="Order">Its number.</param>
    /// <param name="At">When it came, in Unix microseconds.</param>
    /// <param name="Key">Key of an id that was drawn when it came.</param>
    private readonly record struct Review(long Order, long At, long Key);
}
