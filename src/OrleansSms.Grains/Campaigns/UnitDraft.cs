using System.Globalization;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Templates;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Grains.Campaigns;

/// <summary>The recipients of a unit with their texts, and who gets nothing.</summary>
internal sealed class UnitDraft(CampaignState campaign, CampaignTexts texts)
{
    private readonly Dictionary<string, long> _skipped = [];
    private readonly List<RowProblem> _problems = [];

    public List<SubmitRecipient> Recipients { get; } = [];

    public List<RecipientText> Texts { get; } = [];

    /// <summary>Makes the texts of those whose turn it is, as many as there is room for.</summary>
    public UnitDraft Make(IEnumerable<AudienceMember> members, AcceptedCounts? room)
    {
        var used = new AcceptedCounts();
        foreach (var member in members)
        {
            if (TextOf(member) is not (var variant, { } text))
            {
                continue;
            }

            var more = used.Plus(new AcceptedCounts(1, room is null ? 0 : SegmentsOf(text)));
            if (room is not null && (more.Messages > room.Messages || more.Segments > room.Segments))
            {
                Skip(SkipReasons.Capped);
                continue;
            }

            used = more;
            Recipients.Add(new SubmitRecipient(member.Number.ToString(), From: SenderOf(member.Number), Variant: (byte)variant));
            Texts.Add(new RecipientText(text));
        }

        return this;
    }

    /// <summary>What became of the unit.</summary>
    /// <param name="accepted">What was accepted, by variant.</param>
    /// <param name="errors">Why rows were refused, with pointers that begin at the recipient.</param>
    public UnitOutcome Outcome(IReadOnlyList<AcceptedCounts> accepted, IReadOnlyList<FieldError> errors)
    {
        foreach (var row in errors.GroupBy(static error => error.Pointer.Split('/')[2]))
        {
            Skip(row.First().Code);
            if (int.TryParse(row.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Recipients.Count)
            {
                Note(Recipients[index].To, Recipients[index].Variant, row.First().Detail);
            }
        }

        return new UnitOutcome(accepted, _skipped, _problems);
    }

    /// <summary>The text of a recipient; null when there is none, and then it is noted why.</summary>
    public (int Variant, string? Text) TextOf(in AudienceMember member)
    {
        if (member.Contact is not { } contact)
        {
            Skip(SkipReasons.ContactGone);
            return default;
        }

        var variant = texts.VariantOf(member.Number);
        var rendered = texts.Render(variant, contact);
        if (ProblemOf(rendered) is { } problem)
        {
            Skip(rendered.Error is null ? SkipReasons.MissingVariable : SkipReasons.NotRendered);
            Note(member.Number.ToString(), variant, problem);
            return default;
        }

        return (variant, ShortLinks.Apply(campaign, rendered.Text, member.Place));
    }

    /// <summary>Segments that a text takes.</summary>
    public int SegmentsOf(string text) => SmsText.Measure(text, (EncodingChoice)campaign.Definition.Encoding, campaign.Definition.SmartEncoding).Segments;

    /// <summary>The originator of a recipient; null = the account's.</summary>
    public string? SenderOf(Msisdn number) => campaign.Definition.Senders.Count == 0 ? null : Chance.SenderOf(number, campaign.Definition.Senders);

    private static string? ProblemOf(RenderedText rendered) =>
        rendered.Error ?? (rendered.Missing.Count == 0 ? null : $"The text shows {string.Join(", ", rendered.Missing)}, which the contact lacks and for which there is no fallback.");

    /// <summary>Somebody gets nothing.</summary>
    public void Skip(string reason) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;

    private void Note(string number, int variant, string detail)
    {
        if (_problems.Count < CampaignLimits.MaxListedProblems)
        {
            _problems.Add(new RowProblem(number, campaign.Definition.Variants[variant].Name, detail));
        }
    }
}

/// <summary>Why a recipient gets nothing.</summary>
internal static class SkipReasons
{
    public const string ContactGone = "contact_removed";
    public const string MissingVariable = "missing_variable";
    public const string NotRendered = "not_rendered";
    public const string Capped = "campaign_cap";
    public const string TimePassed = "time_passed";

    /// <summary>Refused before a crash: which rule it was is not known any more.</summary>
    public const string Rejected = "rejected";
}
