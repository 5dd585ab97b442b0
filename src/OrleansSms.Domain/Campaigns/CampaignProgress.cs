namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// How far a campaign has paged through its audience. What is planned has the id of its batch before it is submitted: after a crash the store says of each whether it was
/// accepted, however long that was ago, so that no recipient gets two messages and none is left out.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignProgress")]
public sealed record CampaignProgress
{
    /// <summary>The campaign.</summary>
    [Id(0)] public required string Campaign { get; init; }

    /// <summary>The passes through the audience, in their order; empty until the campaign begins.</summary>
    [Id(1)] public IReadOnlyList<CampaignPass> Passes { get; init; } = [];

    /// <summary>The pass it is in, counted from 0.</summary>
    [Id(2)] public int Pass { get; init; }

    /// <summary>The place in that pass from which nothing has been planned: as if all pages were one list.</summary>
    [Id(3)] public long Next { get; init; }

    /// <summary>What has been planned and may be under way.</summary>
    [Id(4)] public IReadOnlyList<PlannedUnit> Planned { get; init; } = [];

    /// <summary>What was accepted, by variant.</summary>
    [Id(5)] public IReadOnlyList<AcceptedCounts> Accepted { get; init; } = [];

    /// <summary>Recipients who get nothing, by why, as in <c>missing_variable</c>.</summary>
    [Id(6)] public IReadOnlyDictionary<string, long> Skipped { get; init; } = new Dictionary<string, long>();

    /// <summary>When the test's last message was submitted, in Unix microseconds.</summary>
    [Id(7)] public long? TestedAt { get; init; }

    /// <summary>The first of some rows whose text could not be made.</summary>
    [Id(8)] public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>Messages that were accepted.</summary>
    public long AcceptedMessages => Accepted.Sum(static counts => counts.Messages);

    /// <summary>Segments of those.</summary>
    public long AcceptedSegments => Accepted.Sum(static counts => counts.Segments);

    /// <summary>
    /// Messages that were accepted and still wait for a carrier: those that were sent, those that ended, and those of which nobody knows and that are not sent again, wait no more.
    /// </summary>
    public long WaitingBy(CampaignTally? tally) => Math.Max(
        0, AcceptedMessages - (tally is null ? 0 : tally.Total.Sent + tally.Total.EndedUnsent + tally.Uncertain.Count));

    /// <summary>Whether nothing is left to submit.</summary>
    public bool IsThrough => Passes.Count > 0 && Pass >= Passes.Count && Planned.Count == 0;

    /// <summary>A unit has been accepted, or came to nothing.</summary>
    public CampaignProgress Settled(PlannedUnit unit, UnitOutcome outcome) => this with
    {
        Planned = [.. Planned.Where(planned => planned != unit)],
        Accepted = [.. Accepted.Select((counts, variant) => counts.Plus(outcome.Accepted[variant]))],
        Skipped = Sum(Skipped, outcome.Skipped),
        Problems = Problems.Count >= CampaignLimits.MaxListedProblems ? Problems : [.. Problems.Concat(outcome.Problems).Take(CampaignLimits.MaxListedProblems)],
    };

    private static IReadOnlyDictionary<string, long> Sum(IReadOnlyDictionary<string, long> left, IReadOnlyDictionary<string, long> right)
    {
        if (right.Count == 0)
        {
            return left;
        }

        var sum = new Dictionary<string, long>(left);
        foreach (var (key, count) in right)
        {
            sum[key] = sum.GetValueOrDefault(key) + count;
        }

        return sum;
    }
}

/// <summary>One way through the audience.</summary>
/// <param name="Part">Whom of the audience it takes up.</param>
/// <param name="At">When it begins, in Unix microseconds; 0 = at once.</param>
/// <param name="ByClock">Whether it takes up only those for whom the local time is <paramref name="At"/>.</param>
[GenerateSerializer, Immutable, Alias("sms.CampaignPass")]
public sealed record CampaignPass([property: Id(0)] AudiencePart Part, [property: Id(1)] long At, [property: Id(2)] bool ByClock);

/// <summary>Part of an audience.</summary>
public enum AudiencePart : byte
{
    /// <summary>Everyone.</summary>
    All = 0,

    /// <summary>Those who take part in the test.</summary>
    Tested = 1,

    /// <summary>The others: they get the winner.</summary>
    Rest = 2,
}

/// <summary>Some recipients who follow each other in the audience, and the batch that their messages are.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="From">The first one's place.</param>
/// <param name="Count">How many.</param>
/// <param name="Batch">The batch, <c>bat_…</c>.</param>
[GenerateSerializer, Immutable, Alias("sms.PlannedUnit")]
public sealed record PlannedUnit([property: Id(0)] int Pass, [property: Id(1)] long From, [property: Id(2)] int Count, [property: Id(3)] string Batch)
{
    /// <summary>The batch's id.</summary>
    public BatchId BatchId => BatchId.TryParse(Batch, out var id) ? id : throw new FormatException($"'{Batch}' is no batch.");
}

/// <summary>Messages and segments.</summary>
[GenerateSerializer, Immutable, Alias("sms.AcceptedCounts")]
public sealed record AcceptedCounts([property: Id(0)] long Messages = 0, [property: Id(1)] long Segments = 0)
{
    /// <summary>Both together.</summary>
    public AcceptedCounts Plus(AcceptedCounts other) => new(Messages + other.Messages, Segments + other.Segments);

    /// <summary>What some messages come to, by variant.</summary>
    public static AcceptedCounts[] Of(IEnumerable<(byte Variant, int Segments)> messages, int variants)
    {
        var counts = new AcceptedCounts[variants];
        Array.Fill(counts, new AcceptedCounts());
        foreach (var (variant, segments) in messages)
        {
            counts[variant] = counts[variant].Plus(new AcceptedCounts(1, segments));
        }

        return counts;
    }
}

/// <summary>What became of a unit.</summary>
/// <param name="Accepted">What was accepted, by variant.</param>
/// <param name="Skipped">Who got nothing, by why.</param>
/// <param name="Problems">Rows whose text could not be made.</param>
public sealed record UnitOutcome(IReadOnlyList<AcceptedCounts> Accepted, IReadOnlyDictionary<string, long> Skipped, IReadOnlyList<RowProblem> Problems)
{
    /// <summary>Messages that were accepted.</summary>
    public int Messages => (int)Accepted.Sum(static counts => counts.Messages);

    /// <summary>Segments of those.</summary>
    public int Segments => (int)Accepted.Sum(static counts => counts.Segments);
}
