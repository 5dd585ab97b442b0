using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Importing;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Json;

/// <summary>How everything is written: snake_case, enums as words, times in UTC. Generated at build time, so no request pays for reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Messages.MessageRequest))]
[JsonSerializable(typeof(Messages.AcceptedMessage))]
[JsonSerializable(typeof(Messages.MessageView))]
[JsonSerializable(typeof(Listing<Messages.MessageView>))]
[JsonSerializable(typeof(Listing<Messages.TimelineView>))]
[JsonSerializable(typeof(Messages.PreviewView))]
[JsonSerializable(typeof(Batches.BatchRequest))]
[JsonSerializable(typeof(Batches.AcceptedBatch))]
[JsonSerializable(typeof(Batches.BatchView))]
[JsonSerializable(typeof(Batches.CanceledBatch))]
[JsonSerializable(typeof(Listing<Inbound.InboundView>))]
[JsonSerializable(typeof(Listing<Events.EventView>))]
[JsonSerializable(typeof(Webhooks.WebhookEndpointRequest))]
[JsonSerializable(typeof(Webhooks.WebhookEndpointPatch))]
[JsonSerializable(typeof(Webhooks.WebhookEndpointView))]
[JsonSerializable(typeof(Listing<Webhooks.WebhookEndpointView>))]
[JsonSerializable(typeof(Accounts.AccountRequest))]
[JsonSerializable(typeof(Accounts.AccountView))]
[JsonSerializable(typeof(Listing<Accounts.AccountView>))]
[JsonSerializable(typeof(Keys.KeyRequest))]
[JsonSerializable(typeof(Keys.KeyRotationRequest))]
[JsonSerializable(typeof(Keys.KeyView))]
[JsonSerializable(typeof(Listing<Keys.KeyView>))]
[JsonSerializable(typeof(Carriers.CarrierPatch))]
[JsonSerializable(typeof(Carriers.CarrierRequest))]
[JsonSerializable(typeof(Carriers.CarrierView))]
[JsonSerializable(typeof(Listing<Carriers.CarrierView>))]
[JsonSerializable(typeof(Binds.BindView))]
[JsonSerializable(typeof(Listing<Binds.BindView>))]
[JsonSerializable(typeof(Routes.RouteRequest))]
[JsonSerializable(typeof(Routes.RouteView))]
[JsonSerializable(typeof(Listing<Routes.RouteView>))]
[JsonSerializable(typeof(Suppressions.SuppressionRequest))]
[JsonSerializable(typeof(Suppressions.SuppressionView))]
[JsonSerializable(typeof(Suppressions.SuppressionImportView))]
[JsonSerializable(typeof(Listing<Suppressions.SuppressionView>))]
[JsonSerializable(typeof(Consents.ConsentRequest))]
[JsonSerializable(typeof(Consents.ConsentView))]
[JsonSerializable(typeof(Listing<Consents.ConsentView>))]
[JsonSerializable(typeof(Consents.PossibleOptOutView))]
[JsonSerializable(typeof(Listing<Consents.PossibleOptOutView>))]
[JsonSerializable(typeof(Keywords.KeywordsRequest))]
[JsonSerializable(typeof(Keywords.KeywordsView))]
[JsonSerializable(typeof(Policies.PolicyRequest))]
[JsonSerializable(typeof(Policies.PolicyView))]
[JsonSerializable(typeof(Listing<Policies.PolicyView>))]
[JsonSerializable(typeof(Listing<People.PersonEntryView>))]
[JsonSerializable(typeof(Erasures.PersonRequest))]
[JsonSerializable(typeof(Erasures.ErasureView))]
[JsonSerializable(typeof(Listing<Erasures.ErasureView>))]
[JsonSerializable(typeof(Exports.ExportView))]
[JsonSerializable(typeof(Exports.RememberedView))]
[JsonSerializable(typeof(Status.StatusView))]
[JsonSerializable(typeof(Auditing.AuditView))]
[JsonSerializable(typeof(Listing<Auditing.AuditView>))]
[JsonSerializable(typeof(Contacts.ContactRequest))]
[JsonSerializable(typeof(Contacts.ContactPatchRequest))]
[JsonSerializable(typeof(Contacts.ContactView))]
[JsonSerializable(typeof(Contacts.EngagementView))]
[JsonSerializable(typeof(Contacts.ContactConsentView))]
[JsonSerializable(typeof(Listing<Contacts.ContactView>))]
[JsonSerializable(typeof(Listing<string>))]
[JsonSerializable(typeof(Segments.SegmentRequest))]
[JsonSerializable(typeof(Segments.SegmentPatch))]
[JsonSerializable(typeof(Segments.SegmentPreviewRequest))]
[JsonSerializable(typeof(Segments.SegmentView))]
[JsonSerializable(typeof(Listing<Segments.SegmentView>))]
[JsonSerializable(typeof(Importing.ImportRequest))]
[JsonSerializable(typeof(Importing.ImportView))]
[JsonSerializable(typeof(Listing<Importing.ImportView>))]
[JsonSerializable(typeof(Templates.TemplateRequest))]
[JsonSerializable(typeof(Templates.TemplatePatch))]
[JsonSerializable(typeof(Templates.TemplateSampleRequest))]
[JsonSerializable(typeof(Templates.TemplateTryRequest))]
[JsonSerializable(typeof(Templates.TemplateView))]
[JsonSerializable(typeof(Templates.TemplatePreviewView))]
[JsonSerializable(typeof(Listing<Templates.TemplateView>))]
[JsonSerializable(typeof(Campaigns.CampaignRequest))]
[JsonSerializable(typeof(Campaigns.CampaignPatch))]
[JsonSerializable(typeof(Campaigns.CampaignView))]
[JsonSerializable(typeof(Listing<Campaigns.CampaignView>))]
[JsonSerializable(typeof(Campaigns.CampaignReportView))]
[JsonSerializable(typeof(Campaigns.TestSendRequest))]
[JsonSerializable(typeof(Campaigns.DryRunView))]
internal sealed partial class WebJson : JsonSerializerContext
{
    /// <summary>The one instance, with the converters.</summary>
    public static WebJson Shared { get; } = new(Configure(new JsonSerializerOptions()));

    /// <summary>The same rules for options that others made, such as those the OpenAPI document is generated with.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new TimeConverter());
        options.Converters.Add(new DurationConverter());
        options.Converters.Add(new SnakeCaseEnum<MessageStatus>());
        options.Converters.Add(new SnakeCaseEnum<MessageCategory>());
        options.Converters.Add(new SnakeCaseEnum<MessageEncoding>());
        options.Converters.Add(new SnakeCaseEnum<EncodingRequest>());
        options.Converters.Add(new SnakeCaseEnum<TimelineKind>());
        options.Converters.Add(new SnakeCaseEnum<BindMode>());
        options.Converters.Add(new SnakeCaseEnum<BindHold>());
        options.Converters.Add(new SnakeCaseEnum<LongMessages>());
        options.Converters.Add(new SnakeCaseEnum<SmscAlphabet>());
        options.Converters.Add(new SnakeCaseEnum<SmscIdBase>());
        options.Converters.Add(new SnakeCaseEnum<SubmitOutcome>());
        options.Converters.Add(new SnakeCaseEnum<DuplicateRule>());
        options.Converters.Add(new SnakeCaseEnum<ImportStatus>());
        options.Converters.Add(new SnakeCaseEnum<CampaignStatus>());
        options.Converters.Add(new SnakeCaseEnum<WhenPassed>());
        options.Converters.Add(new SnakeCaseEnum<TestMetric>());
        options.Converters.Add(new SnakeCaseEnum<OnMissing>());
        options.Converters.Add(new SnakeCaseEnum<ConsentSource>());
        options.Converters.Add(new SnakeCaseEnum<PersonEntryKind>());
        options.Converters.Add(new SnakeCaseEnum<KeywordKind>());
        options.Converters.Add(new SnakeCaseEnum<AnswerKind>());
        options.Converters.Add(new SnakeCaseEnum<OptOutScope>());
        options.Converters.Add(new SnakeCaseEnum<CapScope>());
        return options;
    }

    private sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
        where T : struct, Enum;
}
