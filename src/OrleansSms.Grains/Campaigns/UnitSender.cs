using System.Security.Cryptography;
using System.Text;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// Submits a unit of a campaign as one batch: everything that the rules, the routing and the store do for other messages, they do for these. A unit is accepted once: by the
/// id of its batch, and by an idempotency key while that is remembered.
/// </summary>
internal sealed class UnitSender(IGrainFactory grains, AudienceReader audience, PassRules passes, IMessageStore store)
{
    private const int PageMessages = 1_000;
    private const string RecipientPointer = "/recipients/";

    /// <summary>What an earlier process has accepted of a unit; null when it has not got so far.</summary>
    public async Task<UnitOutcome?> FindAsync(CampaignState campaign, PlannedUnit unit, CancellationToken cancellationToken)
    {
        if (await store.ReadBatchAsync(unit.BatchId, cancellationToken) is not { } batch)
        {
            return null;
        }

        var messages = new List<(byte Variant, int Segments)>(batch.Batch.Accepted);
        MessageId? before = null;
        do
        {
            var filter = new MessageFilter { Account = campaign.Account, Batch = unit.BatchId, Before = before, Limit = PageMessages };
            var page = await store.ListAsync(filter, cancellationToken);
            messages.AddRange(page.Items.Select(static record => (record.Message.Variant, record.Message.Segments)));
            before = MessageId.TryParse(page.Next, out var next) ? next : null;
        }
        while (before is not null);

        var skipped = batch.Batch.Rejected > 0 ? new Dictionary<string, long> { [SkipReasons.Rejected] = batch.Batch.Rejected } : [];
        return new UnitOutcome(AcceptedCounts.Of(messages, campaign.Definition.Variants.Count), skipped, []);
    }

    /// <summary>Makes the texts of a unit and submits them; null when the gateway does not take them now.</summary>
    /// <exception cref="CampaignFailedException">It will never take them.</exception>
    public async Task<UnitOutcome?> SendAsync(
        CampaignState campaign, CampaignTexts texts, CampaignPass pass, PlannedUnit unit, AcceptedCounts? room, CancellationToken cancellationToken)
    {
        var members = await audience.ReadAsync(campaign, unit.From, unit.Count, cancellationToken);
        var draft = await Task.Run(() => new UnitDraft(campaign, texts).Make(members.Where(member => passes.Takes(campaign, pass, member)), room), cancellationToken);
        if (draft.Recipients.Count == 0)
        {
            return draft.Outcome(AcceptedCounts.Of([], campaign.Definition.Variants.Count), []);
        }

        var result = await grains.GetGrain<ISubmissionGrain>(campaign.Account).SubmitAsync(RequestOf(campaign, unit, draft), CancellationToken.None);
        return result.Verdict switch
        {
            SubmitVerdict.Accepted => draft.Outcome(result.ByVariant, result.Errors),
            SubmitVerdict.Invalid when result.Errors.All(static error => error.Pointer.StartsWith(RecipientPointer, StringComparison.Ordinal)) =>
                draft.Outcome(AcceptedCounts.Of([], campaign.Definition.Variants.Count), result.Errors),
            SubmitVerdict.Invalid => throw new CampaignFailedException(string.Join(" ", result.Errors.Select(static error => error.Detail).Distinct().Take(3))),
            _ => null,
        };
    }

    private static SubmitRequest RequestOf(CampaignState campaign, PlannedUnit unit, UnitDraft draft) => new()
    {
        From = campaign.Definition.Senders.Count == 0 ? null : campaign.Definition.Senders[0],
        Body = "",
        Category = campaign.Definition.Category,
        Program = campaign.Definition.Program,
        Validity = campaign.Definition.Validity,
        Encoding = campaign.Definition.Encoding,
        SmartEncoding = campaign.Definition.SmartEncoding,
        Tags = campaign.Definition.Tags.Count == 0 ? null : campaign.Definition.Tags,
        Recipients = draft.Recipients,
        Texts = draft.Texts,
        IsBatch = true,
        Idempotency = KeyOf(campaign, unit),
        Campaign = campaign.Id,
        Batch = unit.BatchId,
    };

    private static IdempotencyKey KeyOf(CampaignState campaign, PlannedUnit unit)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{campaign.Account}\n{campaign.Id}\n{unit.Batch}"));
        return new IdempotencyKey(hash[..16], hash);
    }
}

/// <summary>The campaign cannot be sent as it is; the message is for the marketer.</summary>
internal sealed class CampaignFailedException(string message) : Exception(message);
