using System.Runtime.InteropServices;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Sums up the pages of a dry run.</summary>
internal sealed class DryRunTally
{
    private const int MaxSamples = 10;
    private const string NotAsked = "not_asked";

    private readonly Dictionary<string, long> _held = [];
    private readonly Dictionary<string, long> _suppressed = [];
    private readonly Dictionary<string, long> _skipped = [];
    private readonly List<DryRunSample> _samples = [];
    private readonly List<RowProblem> _problems = [];
    private long _looked;
    private long _go;
    private long _segments;
    private long _lastAt;

    /// <summary>Recipients whose text cannot be made.</summary>
    public long Unmade => _skipped.GetValueOrDefault(SkipReasons.MissingVariable) + _skipped.GetValueOrDefault(SkipReasons.NotRendered);

    public void Add(DryRunPage page)
    {
        _looked += page.Looked;
        for (var i = 0; i < page.Messages.Count; i++)
        {
            Add(page.Messages[i], page.Decisions[i]);
        }

        foreach (var (reason, count) in page.Outcome.Skipped)
        {
            _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;
        }

        _samples.AddRange(page.Samples.Take(MaxSamples - _samples.Count));
        _problems.AddRange(page.Outcome.Problems.Take(CampaignLimits.MaxListedProblems - _problems.Count));
    }

    /// <summary>What is known so far.</summary>
    public DryRunState Over(DryRunState state) => state with
    {
        Looked = _looked,
        Go = _go,
        Held = new Dictionary<string, long>(_held),
        Suppressed = new Dictionary<string, long>(_suppressed),
        Skipped = new Dictionary<string, long>(_skipped),
        Segments = _segments,
        Samples = [.. _samples],
        Problems = [.. _problems],
    };

    /// <summary>When the last message would have gone; null = the carriers' limit and the pace are not known.</summary>
    public long? FinishAt(DryRunClock clock) => clock.IsKnown || _go + _segments == 0 ? Math.Max(_lastAt, clock.Begin) : null;

    private void Add(DryRunMessage message, Decision? answer)
    {
        if (answer is not { } decision)
        {
            Count(_skipped, NotAsked);
        }
        else if (decision.Kind == DecisionKind.Suppress)
        {
            Count(_suppressed, decision.Reason!);
        }
        else
        {
            _segments += message.Segments;
            var held = decision.Kind == DecisionKind.Hold;
            _lastAt = Math.Max(_lastAt, held ? decision.HeldUntil : message.At);
            _go += held ? 0 : 1;
            if (held)
            {
                Count(_held, decision.Reason!);
            }
        }
    }

    private static void Count(Dictionary<string, long> counts, string reason) => CollectionsMarshal.GetValueRefOrAddDefault(counts, reason, out _)++;
}
