using OrleansSms.Domain.Campaigns;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Documents;

/// <summary>The kinds of documents that are kept of campaigns.</summary>
internal static class CampaignDocuments
{
    public static Documents<CampaignState> Campaigns(this IDocumentStore store) =>
        new(store, DocumentKinds.Campaign, DocumentJson.Default.CampaignState);

    public static Documents<CampaignProgress> CampaignProgress(this IDocumentStore store) =>
        new(store, DocumentKinds.CampaignProgress, DocumentJson.Default.CampaignProgress);

    public static Documents<CampaignTally> CampaignTallies(this IDocumentStore store) =>
        new(store, DocumentKinds.CampaignTally, DocumentJson.Default.CampaignTally);

    public static Documents<OpenCampaign> OpenCampaigns(this IDocumentStore store) =>
        new(store, DocumentKinds.OpenCampaign, DocumentJson.Default.OpenCampaign);

    public static Documents<CountedCampaign> CountedCampaigns(this IDocumentStore store) =>
        new(store, DocumentKinds.CountedCampaign, DocumentJson.Default.CountedCampaign);

    public static Documents<LinkCode> LinkCodes(this IDocumentStore store) =>
        new(store, DocumentKinds.LinkCode, DocumentJson.Default.LinkCode);

    public static Documents<FirstEvent> FirstEvents(this IDocumentStore store) =>
        new(store, DocumentKinds.FirstEvent, DocumentJson.Default.FirstEvent);
}
