using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Contacts;
using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Erasures;

/// <summary>
/// What an account's use of a number leaves beside messages and contacts: how messages have fared, places in audiences of campaigns and the problems they list, files of imports, answers kept for
/// Idempotency-Keys. Each is changed by the grain that has it in memory.
/// </summary>
internal sealed class ErasureTraces(IGrainFactory grains, IDocumentStore documents, ISegmentSnapshots snapshots)
{
    /// <summary>Documents read at a time.</summary>
    private const int PageSize = 200;

    /// <summary>False where an import is being read or written or an audience is being fixed, which may have the number: ask again when it has ended.</summary>
    public async Task<bool> EraseAsync(ErasureRecord record, Msisdn number, CancellationToken cancellationToken)
    {
        var account = record.Account;
        await grains.GetGrain<IEngagementGrain>(account).ForgetAsync(number);

        // First the campaigns: an audience that none is fixing any more is one that forgets, and one that is fixed later finds no contact.
        var isOutOfCampaigns = await EraseFromCampaignsAsync(account, number, cancellationToken);
        await snapshots.ForgetAsync(account, number, cancellationToken);
        await EraseAnswersAsync(record, cancellationToken);
        return await EraseFromImportsAsync(account, number, cancellationToken) && isOutOfCampaigns;
    }

    private async Task<bool> EraseFromCampaignsAsync(string account, Msisdn number, CancellationToken cancellationToken)
    {
        var isDone = true;
        await foreach (var (_, campaign) in documents.Campaigns().ReadAllAsync(account, PageSize, cancellationToken))
        {
            var progress = await documents.CampaignProgress().ReadAsync(campaign.Id, cancellationToken);
            if (campaign.Status.IsOpen() || RowProblem.Without(number, [.. campaign.Problems, .. progress?.Problems ?? []]) is not null)
            {
                var grain = grains.GetGrain<ICampaignGrain>(campaign.Id);
                await grain.ForgetAsync(number);
                isDone &= !await grain.IsFixingAudienceAsync();
            }

            isDone &= await grains.GetGrain<ICampaignDryRunGrain>(campaign.Id).ForgetAsync(number);
        }

        return isDone;
    }

    /// <summary>They are sealed by the front end, so that nobody here knows whom they are about: all that were given before the order say no more.</summary>
    private async Task EraseAnswersAsync(ErasureRecord record, CancellationToken cancellationToken)
    {
        await foreach (var (id, kept) in documents.KeptAnswers().ReadAllAsync(record.Account, PageSize, cancellationToken))
        {
            if (kept is { Answer.IsForgotten: false } && kept.At <= record.OrderedAt)
            {
                await grains.GetGrain<IIdempotencyGrain>(id).ForgetAsync();
            }
        }
    }

    private async Task<bool> EraseFromImportsAsync(string account, Msisdn number, CancellationToken cancellationToken)
    {
        var isDone = true;
        await foreach (var (id, _) in documents.Imports().ReadAllAsync(account, PageSize, cancellationToken))
        {
            isDone &= await grains.GetGrain<IImportGrain>(id).ForgetAsync(number);
        }

        return isDone;
    }
}
