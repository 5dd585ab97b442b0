using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Campaigns;

/// <summary>The audience of a campaign: a snapshot of the numbers, in their order, and the contacts as they are when their turn comes.</summary>
internal sealed class AudienceReader(IDocumentStore documents, ISegmentSnapshots snapshots, IContactStore contacts)
{
    /// <summary>Takes the snapshot, or finds that it was taken; how many numbers it holds. Null = a segment of it is gone, and <paramref name="error"/> is told which.</summary>
    public async Task<long?> TakeAsync(CampaignState campaign, long now, Action<string> error, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, Filter>();
        foreach (var id in campaign.Definition.Audience.Segments.Concat(campaign.Definition.Audience.ExcludeSegments).Distinct())
        {
            var segment = await documents.Segments().ReadAsync(id, cancellationToken);
            if (segment?.Account != campaign.Account || !FilterParser.TryParse(segment.Filter, out var filter, out _))
            {
                error($"Segment {id} does not exist any more.");
                return null;
            }

            filters[id] = filter;
        }

        return await snapshots.TakeAsync(campaign.Id, campaign.Account, AudienceFilter.Of(campaign.Definition.Audience, filters), now, cancellationToken);
    }

    /// <summary>Forgets the snapshot.</summary>
    public Task ForgetAsync(string campaign) => snapshots.DeleteAsync(campaign);

    /// <summary>The number at a place; null behind the end.</summary>
    public async Task<Msisdn?> NumberAtAsync(string campaign, long place, CancellationToken cancellationToken)
    {
        var page = await snapshots.ReadPageAsync(campaign, (int)(place / ISegmentSnapshots.PageSize), cancellationToken);
        var index = (int)(place % ISegmentSnapshots.PageSize);
        return index < page.Count && !page[index].IsNone ? page[index] : null;
    }

    /// <summary>The recipients from a place on, within one page; each with its contact, or null where that is gone.</summary>
    public async Task<IReadOnlyList<AudienceMember>> ReadAsync(CampaignState campaign, long from, int count, CancellationToken cancellationToken)
    {
        var page = await snapshots.ReadPageAsync(campaign.Id, (int)(from / ISegmentSnapshots.PageSize), cancellationToken);
        var numbers = page.Skip((int)(from % ISegmentSnapshots.PageSize)).Take(count).ToArray();
        var known = (await contacts.ReadAsync(campaign.Account, Array.FindAll(numbers, static number => !number.IsNone), cancellationToken)).ToDictionary(static contact => contact.Number);
        return [.. numbers.Select((number, i) => new AudienceMember(from + i, number, known.GetValueOrDefault(number)))];
    }

    /// <summary>The contact of a number; null when there is none.</summary>
    public async Task<Contact?> FindAsync(string account, Msisdn number, CancellationToken cancellationToken) =>
        await contacts.ReadAsync(account, [number], cancellationToken) is [var contact] ? contact : null;
}

/// <summary>A recipient of a campaign.</summary>
/// <param name="Place">Its place in the audience, counted from 0.</param>
/// <param name="Number">The number; none where its owner was erased.</param>
/// <param name="Contact">The contact; null when it has been removed since the audience was fixed.</param>
internal readonly record struct AudienceMember(long Place, Msisdn Number, Contact? Contact);
