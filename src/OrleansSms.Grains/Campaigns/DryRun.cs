using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Smpp.Text;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// A campaign on a virtual clock: the audience is fixed, the texts are made and the rules are asked as when it is sent, each at the time at which its turn would come by pace,
/// carriers and hours. Nothing is reserved and nothing is sent.
/// </summary>
internal sealed class DryRun(CampaignState campaign, CampaignServices services, DryRunRules rules)
{
    private const int MaxSamples = 10;

    /// <summary>Pages under way: one is made while another's rules are asked.</summary>
    private const int MaxUnderWay = 3;

    private readonly CampaignTexts _texts = new(campaign, services.Templates);
    private readonly DryRunTally _tally = new();
    private DryRunClock _clock = null!;
    private ActiveAccount _account = null!;

    public DryRunState State { get; private set; } = new();

    /// <summary>The id of what it keeps for a campaign while it goes.</summary>
    public static string IdOf(string campaign) => campaign + ":dry";

    /// <summary>Whether what came of it names a number.</summary>
    public bool Shows(Msisdn number) =>
        RowProblem.Without(number, State.Problems) is not null || State.Samples.Any(sample => sample.Number == number.ToString());

    public void Break(string error) => State = State with { Error = error, IsFinished = true };

    public async Task RunAsync(CancellationToken stop)
    {
        _account = await rules.AccountAsync(campaign.Account);
        var load = await services.Gauge.ReadAsync(campaign.Id, stop);

        // What a process that was killed has left is the audience of another day.
        await services.Audience.ForgetAsync(campaign.Id);
        _clock = new DryRunClock(campaign.Definition, load.EffectiveTps, Math.Max(services.Now, campaign.Definition.Schedule.At ?? 0));
        State = State with
        {
            AudienceSize = await new CampaignStart(services).FixAudienceAsync(campaign, stop),
            EffectiveTps = load.EffectiveTps,
            SegmentPriceMicros = _account.Policy.Ceilings?.SegmentPriceMicros ?? 0,
        };
        try
        {
            await LookAsync(stop);
        }
        finally
        {
            await services.Audience.ForgetAsync(campaign.Id);
        }

        var unmade = campaign.Definition.OnMissing == OnMissing.Refuse ? _tally.Unmade : 0;
        State = State with { IsFinished = true, FinishAt = _tally.FinishAt(_clock), Error = unmade == 0 ? null : CampaignStart.NotBegun(unmade) };
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var underWay = new Queue<Task<DryRunPage>>();
        for (var from = 0L; from < State.AudienceSize || underWay.Count > 0;)
        {
            if (from < State.AudienceSize && underWay.Count < MaxUnderWay)
            {
                underWay.Enqueue(LookAsync(from, stop));
                from += ISegmentSnapshots.PageSize;
                continue;
            }

            _tally.Add(await underWay.Dequeue());
            State = _tally.Over(State);
        }
    }

    private async Task<DryRunPage> LookAsync(long from, CancellationToken stop)
    {
        var members = await services.Audience.ReadAsync(campaign, from, ISegmentSnapshots.PageSize, stop);
        var draft = new UnitDraft(campaign, _texts);
        var messages = await Task.Run(() => Make(draft, members), stop);
        var decisions = await rules.AskAsync(campaign.Definition, _account, messages);
        return new DryRunPage(members.Count, messages, decisions, draft.Outcome([], []), [.. messages.Take(MaxSamples).Select(SampleOf)]);
    }

    private List<DryRunMessage> Make(UnitDraft draft, IReadOnlyList<AudienceMember> members)
    {
        var messages = new List<DryRunMessage>(members.Count);
        foreach (var member in members)
        {
            if (draft.TextOf(member) is not (var variant, { } text))
            {
                continue;
            }

            var at = campaign.Definition.Schedule.LocalMinute is null ? _clock.Begin : services.Passes.SendAt(campaign, member);
            if (at is null)
            {
                draft.Skip(SkipReasons.TimePassed);
                continue;
            }

            var size = SmsText.Analyze(text, (EncodingChoice)campaign.Definition.Encoding, campaign.Definition.SmartEncoding);
            messages.Add(new DryRunMessage(
                member.Number, variant, draft.SenderOf(member.Number) ?? _account.Config.DefaultFrom ?? "", size.Text, size.Segments,
                size.Encoding == SmsEncoding.Gsm7 ? MessageEncoding.Gsm7 : MessageEncoding.Ucs2, _clock.Next(size.Segments, at.Value)));
        }

        return messages;
    }

    private DryRunSample SampleOf(DryRunMessage message) => new(
        message.To.ToString(), campaign.Definition.Variants[message.Variant].Name, message.From, message.Body, message.Segments, message.Encoding);
}

/// <summary>A page of the audience as it would go.</summary>
internal sealed record DryRunPage(
    int Looked, IReadOnlyList<DryRunMessage> Messages, IReadOnlyList<Decision?> Decisions, UnitOutcome Outcome, IReadOnlyList<DryRunSample> Samples);
