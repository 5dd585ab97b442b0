using System.Globalization;
using Orleans.Concurrency;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Templates;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>A link's target is found by making the recipient's text again; who followed it by the message that the text was sent with.</summary>
[StatelessWorker, Reentrant, GrainType("links")]
internal sealed partial class LinkGrain(
    IDocumentStore documents, IMessageStore store, AudienceReader audience, ParsedTemplates templates, TimeProvider time, ILogger<LinkGrain> logger) : Grain, ILinkGrain
{
    public async Task<string?> FollowAsync(string token, bool isBot, CancellationToken cancellationToken = default)
    {
        if (LinkToken.CodeOf(token) is not { } code || await documents.LinkCodes().ReadAsync(code, cancellationToken) is not { } known
            || await documents.Campaigns().ReadAsync(known.Campaign, cancellationToken) is not { LinkSecret: { } secret } campaign
            || !LinkToken.TryParse(token, secret, out var link))
        {
            return null;
        }

        if (await audience.NumberAtAsync(campaign.Id, link.Place, cancellationToken) is not { } number
            || await audience.FindAsync(campaign.Account, number, cancellationToken) is not { } contact)
        {
            return null;
        }

        var texts = new CampaignTexts(campaign, templates);
        var target = ShortLinks.TargetOf(campaign, texts.Render(texts.VariantOf(number), contact).Text, link.Link);
        if (target is not null)
        {
            await NoteAsync(campaign, number, link.Link, isBot, cancellationToken);
        }

        return target;
    }

    /// <summary>Whoever follows a link gets where it leads, whether or not that can be noted.</summary>
    private async Task NoteAsync(CampaignState campaign, Msisdn number, int link, bool isBot, CancellationToken cancellationToken)
    {
        try
        {
            var known = await store.ReadCountedAsync([number], campaign.Account, campaign.StartedAt ?? 0, cancellationToken);
            var message = known.Select(static entry => entry.Message).FirstOrDefault(message => message.Campaign == campaign.Id);
            if (message is not null)
            {
                var clicked = new LoggedEvent
                {
                    Type = EventType.LinkClicked,
                    At = time.GetUnixMicros(),
                    Message = message.Id,
                    Subject = link.ToString(CultureInfo.InvariantCulture),
                    Reason = isBot ? CampaignCounter.Bot : null,
                };
                await store.CommitAsync(new ChangeSet { Events = [(campaign.Account, clicked)] }, CommitLane.Bulk, CancellationToken.None);
            }
        }
        catch (StoreUnavailableException e)
        {
            LogNotNoted(logger, e, campaign.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A click of campaign {Campaign} could not be noted")]
    private static partial void LogNotNoted(ILogger logger, Exception exception, string campaign);
}
