using System.Text.Json.Serialization;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Auditing;
using OrleansSms.Domain.Campaigns;
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
using OrleansSms.Grains.Accounts;

namespace OrleansSms.Grains.Documents;

/// <summary>Configuration, and what little else is kept as documents, as JSON: snake_case, enums as words, members that this version does not know are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountConfig))]
[JsonSerializable(typeof(PolicyConfig))]
[JsonSerializable(typeof(ConsentRecord))]
[JsonSerializable(typeof(KeptSuppression))]
[JsonSerializable(typeof(KeptReview))]
[JsonSerializable(typeof(KeywordsConfig))]
[JsonSerializable(typeof(DayCountState))]
[JsonSerializable(typeof(ApiKeyConfig))]
[JsonSerializable(typeof(CarrierConfig))]
[JsonSerializable(typeof(RouteConfig))]
[JsonSerializable(typeof(WebhookEndpointConfig))]
[JsonSerializable(typeof(ClosedBind))]
[JsonSerializable(typeof(KeptReceipt))]
[JsonSerializable(typeof(KeptAnswer))]
[JsonSerializable(typeof(SegmentConfig))]
[JsonSerializable(typeof(TemplateConfig))]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(OpenImport))]
[JsonSerializable(typeof(ErasureRecord))]
[JsonSerializable(typeof(OpenErasure))]
[JsonSerializable(typeof(ErasedPerson))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(CampaignState))]
[JsonSerializable(typeof(CampaignProgress))]
[JsonSerializable(typeof(CampaignTally))]
[JsonSerializable(typeof(OpenCampaign))]
[JsonSerializable(typeof(CountedCampaign))]
[JsonSerializable(typeof(LinkCode))]
[JsonSerializable(typeof(FirstEvent))]
[JsonSerializable(typeof(PausedShare))]
[JsonSerializable(typeof(OlderConsent))]
internal sealed partial class DocumentJson : JsonSerializerContext;

/// <summary>An answer kept for an Idempotency-Key, with what it answers.</summary>
/// <param name="RequestHash">SHA-256 of the request.</param>
/// <param name="Answer">The answer; null while the request is being worked on.</param>
/// <param name="At">When the request began, in Unix microseconds.</param>
internal sealed record KeptAnswer(byte[] RequestHash, StoredAnswer? Answer, long At)
{
    /// <summary>Whether its key is free again.</summary>
    public bool IsOver(long now) => now - At > UnixMicros.From(IdempotencyGrain.KeptFor);
}

/// <summary>The note of an import that is to go on, whatever process works on it.</summary>
/// <param name="Import">Its id.</param>
internal sealed record OpenImport(string Import);
