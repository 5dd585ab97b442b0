using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Contracts.Webhooks;

/// <summary>Reads an account's event log and posts what its endpoint wants. Key: the endpoint's id, or <c>callbacks:</c> and an account's.</summary>
[Alias("sms.IWebhookEndpointGrain")]
public interface IWebhookEndpointGrain : IGrainWithStringKey
{
    /// <summary>Prefix of the key of the grain that serves the callback_url of an account's messages.</summary>
    const string CallbacksPrefix = "callbacks:";

    /// <summary>The configuration; null when there is no such endpoint.</summary>
    [Alias("Get")]
    Task<WebhookEndpointConfig?> GetAsync();

    /// <summary>Makes or replaces the endpoint, durably. A new one starts with the events that follow.</summary>
    [Alias("Configure")]
    Task ConfigureAsync(WebhookEndpointConfig config);

    /// <summary>Forgets the endpoint and what it is owed; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>Sees to it that it runs; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();

    /// <summary>How it is doing.</summary>
    [Alias("GetState")]
    Task<WebhookEndpointState> GetStateAsync();
}

/// <summary>How an endpoint is doing.</summary>
/// <param name="Pending">Deliveries that failed and will be tried again, or wait behind such.</param>
/// <param name="LastError">The last failure.</param>
/// <param name="LastSuccessAt">When it last answered 2xx, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.WebhookEndpointState")]
public sealed record WebhookEndpointState(
    [property: Id(0)] int Pending,
    [property: Id(1)] string? LastError,
    [property: Id(2)] long? LastSuccessAt);
