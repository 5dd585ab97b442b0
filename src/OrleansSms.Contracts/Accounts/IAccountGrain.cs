using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;

namespace OrleansSms.Contracts.Accounts;

/// <summary>One account: its settings and its pace. Key: the account's id.</summary>
[Alias("sms.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The settings; null when there is no such account.</summary>
    [Alias("Get")]
    ValueTask<AccountConfig?> GetAsync();

    /// <summary>Replaces the settings, durably.</summary>
    [Alias("Configure")]
    Task ConfigureAsync(AccountConfig config);

    /// <summary>The settings and the policy, ready for deciding; null when there is no such account.</summary>
    [Alias("GetActive")]
    ValueTask<ActiveAccount?> GetActiveAsync();

    /// <summary>The policy as it was written; null = the defaults.</summary>
    [Alias("GetPolicy")]
    ValueTask<PolicyConfig?> GetPolicyAsync();

    /// <summary>Replaces the policy, durably. The answer has its new version.</summary>
    [Alias("SetPolicy")]
    Task<PolicyConfig> SetPolicyAsync(PolicyConfig policy);

    /// <summary>The account's own keywords and answers.</summary>
    [Alias("GetKeywords")]
    ValueTask<KeywordsConfig> GetKeywordsAsync();

    /// <summary>Replaces them, durably. The answer has their new version.</summary>
    [Alias("SetKeywords")]
    Task<KeywordsConfig> SetKeywordsAsync(KeywordsConfig keywords);

    /// <summary>Asks for room for requests under the account's limits, each in its turn. In the order of <paramref name="requests"/>.</summary>
    [Alias("Admit")]
    ValueTask<Admission[]> AdmitAsync([Immutable] AdmissionRequest[] requests);
}

/// <summary>A wish to send.</summary>
/// <param name="Category">What the messages are for.</param>
/// <param name="Segments">Segments of each, in the order of the recipients.</param>
/// <param name="Recipients">To whom they go.</param>
[GenerateSerializer, Immutable, Alias("sms.AdmissionRequest")]
public readonly record struct AdmissionRequest(
    [property: Id(0)] MessageCategory Category,
    [property: Id(1)] IReadOnlyList<int> Segments,
    [property: Id(2)] IReadOnlyList<Msisdn> Recipients);

/// <summary>Answer to a wish to send.</summary>
/// <param name="Admitted">False = over the admission limit.</param>
/// <param name="StartAt">When the first segment may go, in Unix microseconds; the others follow at the limit's interval.</param>
/// <param name="IntervalMicros">Microseconds between segments; 0 = no limit.</param>
/// <param name="State">For the RateLimit headers.</param>
/// <param name="RetryAfterSeconds">When it may be tried again.</param>
/// <param name="Traffic">What the account's counts say of each message; null = nothing of any.</param>
[GenerateSerializer, Immutable, Alias("sms.Admission")]
public readonly record struct Admission(
    [property: Id(0)] bool Admitted,
    [property: Id(1)] long StartAt,
    [property: Id(2)] double IntervalMicros,
    [property: Id(3)] RateLimitState? State,
    [property: Id(4)] int RetryAfterSeconds,
    [property: Id(5)] TrafficVerdict[]? Traffic = null);
