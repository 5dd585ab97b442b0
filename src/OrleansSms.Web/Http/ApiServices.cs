using Microsoft.AspNetCore.DataProtection;
using OrleansSms.Web.Authentication;

namespace OrleansSms.Web.Http;

/// <summary>What requests are answered with; all of it lives as long as the process.</summary>
internal sealed class ApiServices(
    IGrainFactory grains, SubmissionPages pages, ApiKeyAuthenticator keys, OperatorDoor door, IApiKeyHasher hasher, OrleansSmsWebOptions options, IdGenerator ids, TimeProvider time,
    IDataProtectionProvider protection)
{
    public IGrainFactory Grains => grains;

    /// <summary>The way in for single messages.</summary>
    public SubmissionPages Pages => pages;

    public ApiKeyAuthenticator Keys => keys;

    public OperatorDoor Door => door;

    public IApiKeyHasher Hasher => hasher;

    public OrleansSmsWebOptions Options => options;

    public IdGenerator Ids => ids;

    public TimeProvider Time => time;

    /// <summary>When the process began to serve.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Protects answers that are kept for an Idempotency-Key: they may hold a secret that is shown once.</summary>
    public IDataProtector Answers { get; } = protection.CreateProtector("OrleansSms.IdempotentAnswers");
}
