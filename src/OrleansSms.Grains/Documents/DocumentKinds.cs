namespace OrleansSms.Grains.Documents;

/// <summary>Kinds of configuration documents.</summary>
internal static class DocumentKinds
{
    public const string Account = "account";
    public const string Policy = "policy";
    public const string Keywords = "keywords";
    public const string Consent = "consent";
    public const string Suppression = "suppression";
    public const string PossibleOptOut = "possible_opt_out";
    public const string Usage = "usage";
    public const string ApiKey = "api_key";
    public const string Carrier = "carrier";
    public const string Route = "route";
    public const string WebhookEndpoint = "webhook_endpoint";
    public const string ClosedBind = "closed_bind";
    public const string Receipt = "receipt";
    public const string Idempotency = "idempotency";
    public const string Segment = "segment";
    public const string Template = "template";
    public const string Import = "import";
    public const string Audit = "audit";
    public const string Campaign = "campaign";
    public const string CampaignProgress = "campaign_progress";
    public const string CampaignTally = "campaign_tally";
    public const string OpenCampaign = "open_campaign";
    public const string CountedCampaign = "counted_campaign";
    public const string LinkCode = "link_code";
    public const string FirstEvent = "campaign_first";
    public const string PausedShare = "paused_share";
    public const string OpenImport = "open_import";
    public const string Erasure = "erasure";
    public const string OpenErasure = "open_erasure";
    public const string ErasedPerson = "erased_person";
    public const string OlderConsent = "older_consent";
}
