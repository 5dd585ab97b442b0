using OrleansSms.Domain.Accounts;

namespace OrleansSms.Contracts.Accounts;

/// <summary>One API key. Key: its hash in hexadecimal, as <see cref="ApiKeyConfig.Hash"/>.</summary>
[Alias("sms.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Whom the key stands for; null when there is no such key, it was revoked or has ended, or its account is disabled.</summary>
    [Alias("Authenticate")]
    ValueTask<Principal?> AuthenticateAsync();

    /// <summary>Makes or replaces the key, durably.</summary>
    [Alias("Configure")]
    Task ConfigureAsync(ApiKeyConfig config);

    /// <summary>Revokes it; false when there is no such key.</summary>
    [Alias("Revoke")]
    Task<bool> RevokeAsync();
}

/// <summary>Who makes a request.</summary>
/// <param name="Account">The account it acts for.</param>
/// <param name="Key">The key's id.</param>
/// <param name="Scopes">What it may do.</param>
[GenerateSerializer, Immutable, Alias("sms.Principal")]
public sealed record Principal([property: Id(0)] string Account, [property: Id(1)] string Key, [property: Id(2)] IReadOnlyList<string> Scopes);
