using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Auditing;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Traffic;
using OrleansSms.Domain.Importing;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Routing;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Templates;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Documents;

/// <summary>The kinds of documents that grains keep.</summary>
internal static class DocumentStoreExtensions
{
    /// <summary>More configuration documents of one kind than any deployment has; lists of all of them stop here.</summary>
    public const int MaxDocuments = 10_000;

    public static Documents<AccountConfig> Accounts(this IDocumentStore store) =>
        new(store, DocumentKinds.Account, DocumentJson.Default.AccountConfig);

    public static Documents<PolicyConfig> Policies(this IDocumentStore store) =>
        new(store, DocumentKinds.Policy, DocumentJson.Default.PolicyConfig);

    public static Documents<KeywordsConfig> Keywords(this IDocumentStore store) =>
        new(store, DocumentKinds.Keywords, DocumentJson.Default.KeywordsConfig);

    public static Documents<ConsentRecord> Consents(this IDocumentStore store) =>
        new(store, DocumentKinds.Consent, DocumentJson.Default.ConsentRecord);

    public static Documents<KeptSuppression> Suppressions(this IDocumentStore store) =>
        new(store, DocumentKinds.Suppression, DocumentJson.Default.KeptSuppression);

    public static Documents<KeptReview> PossibleOptOuts(this IDocumentStore store) =>
        new(store, DocumentKinds.PossibleOptOut, DocumentJson.Default.KeptReview);

    public static Documents<DayCountState> Usage(this IDocumentStore store) =>
        new(store, DocumentKinds.Usage, DocumentJson.Default.DayCountState);

    public static Documents<ApiKeyConfig> ApiKeys(this IDocumentStore store) =>
        new(store, DocumentKinds.ApiKey, DocumentJson.Default.ApiKeyConfig);

    public static Documents<CarrierConfig> Carriers(this IDocumentStore store) =>
        new(store, DocumentKinds.Carrier, DocumentJson.Default.CarrierConfig);

    public static Documents<RouteConfig> Routes(this IDocumentStore store) =>
        new(store, DocumentKinds.Route, DocumentJson.Default.RouteConfig);

    public static Documents<WebhookEndpointConfig> WebhookEndpoints(this IDocumentStore store) =>
        new(store, DocumentKinds.WebhookEndpoint, DocumentJson.Default.WebhookEndpointConfig);

    public static Documents<ClosedBind> ClosedBinds(this IDocumentStore store) =>
        new(store, DocumentKinds.ClosedBind, DocumentJson.Default.ClosedBind);

    public static Documents<KeptReceipt> KeptReceipts(this IDocumentStore store) =>
        new(store, DocumentKinds.Receipt, DocumentJson.Default.KeptReceipt);

    public static Documents<KeptAnswer> KeptAnswers(this IDocumentStore store) =>
        new(store, DocumentKinds.Idempotency, DocumentJson.Default.KeptAnswer);

    public static Documents<SegmentConfig> Segments(this IDocumentStore store) =>
        new(store, DocumentKinds.Segment, DocumentJson.Default.SegmentConfig);

    public static Documents<TemplateConfig> Templates(this IDocumentStore store) =>
        new(store, DocumentKinds.Template, DocumentJson.Default.TemplateConfig);

    public static Documents<ImportState> Imports(this IDocumentStore store) =>
        new(store, DocumentKinds.Import, DocumentJson.Default.ImportState);

    public static Documents<AuditEntry> Audit(this IDocumentStore store) =>
        new(store, DocumentKinds.Audit, DocumentJson.Default.AuditEntry);

    public static Documents<PausedShare> PausedShares(this IDocumentStore store) =>
        new(store, DocumentKinds.PausedShare, DocumentJson.Default.PausedShare);

    public static Documents<OpenImport> OpenImports(this IDocumentStore store) =>
        new(store, DocumentKinds.OpenImport, DocumentJson.Default.OpenImport);

    public static Documents<ErasureRecord> Erasures(this IDocumentStore store) =>
        new(store, DocumentKinds.Erasure, DocumentJson.Default.ErasureRecord);

    public static Documents<OpenErasure> OpenErasures(this IDocumentStore store) =>
        new(store, DocumentKinds.OpenErasure, DocumentJson.Default.OpenErasure);

    public static Documents<ErasedPerson> ErasedPersons(this IDocumentStore store) =>
        new(store, DocumentKinds.ErasedPerson, DocumentJson.Default.ErasedPerson);

    public static Documents<OlderConsent> OlderConsents(this IDocumentStore store) =>
        new(store, DocumentKinds.OlderConsent, DocumentJson.Default.OlderConsent);

    /// <summary>Ids of an account's consents of a number that the recipient's state has no room for any more.</summary>
    public static async Task<IReadOnlyList<string>> ListOlderConsentsAsync(this IDocumentStore store, string account, Msisdn number)
    {
        var records = new List<string>();
        await foreach (var (_, older) in store.OlderConsents().ReadAllAsync(NumberKeys.Of(account, number), MaxDocuments))
        {
            records.Add(older.Record);
        }

        return records;
    }
}
