using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Has messages decided again that come to the head of a lane when their decision holds no more: they waited into the night, or the policy may have changed. They go back
/// to their lane with a new lease, are set aside until they may go, or end. Sending compares two numbers; all else happens here, in pages and beside it.
/// </summary>
internal sealed class LeaseDesk(BindContext context, BindLanes lanes, OutcomeCommitter committer, Settlement settlement, BindEnd end, Action moved)
{
    /// <summary>Messages that may be under review before the lower lanes are left alone: two pages of the recipients' work.</summary>
    private const int MaxUnderReview = 2_000;

    /// <summary>Recipients that could not be asked are asked again then.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> _voided = new(StringComparer.Ordinal);
    private List<QueuedMessage> _lapsed = [];
    private int _underReview;

    /// <summary>Whether so many are under review that only codes are taken from the lanes.</summary>
    public bool IsFull => _underReview + _lapsed.Count >= MaxUnderReview;

    /// <summary>
    /// Takes a message whose lease has run out; false when it may be sent. Of a message that a carrier has a part of, the rest follows: half a text helps nobody.
    /// </summary>
    public bool Takes(QueuedMessage queued, long now)
    {
        if (Holds(queued, now) || queued.SentMask != 0)
        {
            return false;
        }

        _lapsed.Add(queued);
        return true;
    }

    /// <summary>Whether a message may be sent as it was decided.</summary>
    public bool Holds(QueuedMessage queued, long now) => queued.LeaseUntil > now
        && (_voided.Count == 0 || !_voided.TryGetValue(queued.Message.Account, out var at) || queued.DecidedAt > at);

    /// <summary>What was decided of an account so far holds no more.</summary>
    public void Void(string account) => _voided[account] = context.Now;

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

    private async Task ReviewAsync(List<QueuedMessage> taken)
    {
        foreach (var account in taken.GroupBy(static queued => queued.Message.Account))
        {
            QueuedMessage[] messages = [.. account];
            var decisions = await DecideAsync(account.Key, messages);
            for (var i = 0; i < messages.Length; i++)
            {
                Follow(messages[i], decisions[i]);
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
            lanes.Delay(queued, now + UnixMicros.From(AskAgain));
        }
        else if (decision.Kind == DecisionKind.Suppress)
        {
            settlement.Suppress(queued, decision.Reason!, DecisionWords.Describe(decision));
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
}
