using OrleansSms.Contracts.Webhooks;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Keeps an endpoint's configuration, and a pump running while it is enabled.</summary>
[GrainType("webhook-endpoint"), KeepAlive]
internal sealed partial class WebhookEndpointGrain(IDocumentStore documents, PumpPorts ports, ILogger<WebhookEndpointGrain> logger)
    : Grain, IWebhookEndpointGrain, IDisposable
{
    private const string Gone = "gone";

    private readonly Documents<WebhookEndpointConfig> _endpoints = documents.WebhookEndpoints();
    private WebhookEndpointConfig? _config;
    private IReadOnlyList<string> _callbackSecrets = [];
    private EndpointPump? _pump;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    private string? CallbacksAccount =>
        Key.StartsWith(IWebhookEndpointGrain.CallbacksPrefix, StringComparison.Ordinal) ? Key[IWebhookEndpointGrain.CallbacksPrefix.Length..] : null;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => StartAsync(cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StopAsync().WaitAsync(cancellationToken);

    public Task<WebhookEndpointConfig?> GetAsync() => Task.FromResult(_config);

    public async Task ConfigureAsync(WebhookEndpointConfig config)
    {
        if (config.Id != Key || CallbacksAccount is not null)
        {
            throw new ArgumentException($"The configuration of {config.Id} was given to {Key}.", nameof(config));
        }

        await StopAsync();
        if (_config is null)
        {
            // Before the configuration: an endpoint without a place would begin with the oldest event.
            var last = await ports.Log.LastAsync(config.Account);
            await ports.Store.WriteAsync(Key, last, [], []);
        }

        await _endpoints.WriteAsync(Key, config.Account, config);
        await StartAsync(CancellationToken.None);
    }

    public async Task<bool> DeleteAsync()
    {
        await StopAsync();
        var existed = await _endpoints.DeleteAsync(Key);
        await ports.Store.DeleteAsync(Key);
        _config = null;
        DeactivateOnIdle();
        return existed;
    }

    public async Task EnsureRunningAsync()
    {
        await DropOldSecretAsync();
        if (_running.IsCompleted || await IsOutdatedAsync())
        {
            await StopAsync();
            await StartAsync(CancellationToken.None);
        }
    }

    public Task<WebhookEndpointState> GetStateAsync() =>
        Task.FromResult(new WebhookEndpointState(_pump?.Pending ?? 0, _pump?.LastError, _pump?.LastSuccessAt));

    public void Dispose() => _stop?.Dispose();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await SubscriptionAsync(cancellationToken) is not { } subscription)
        {
            return;
        }

        _pump = new EndpointPump(Key, subscription, ports);
        _stop = new CancellationTokenSource();
        _running = RunAsync(_pump, _stop.Token);
    }

    private async Task<Subscription?> SubscriptionAsync(CancellationToken cancellationToken)
    {
        if (CallbacksAccount is { } account)
        {
            _callbackSecrets = await CallbackSecretsAsync(account, cancellationToken);
            return new CallbackSubscription(account, _callbackSecrets, ports.Options.AllowPrivateNetworks);
        }

        _config = await _endpoints.ReadAsync(Key, cancellationToken);
        return _config is { Disabled: false } config ? new EndpointSubscription(config, ports.Options.AllowPrivateNetworks) : null;
    }

    private async Task<IReadOnlyList<string>> CallbackSecretsAsync(string account, CancellationToken cancellationToken = default) =>
        (await documents.Accounts().ReadAsync(account, cancellationToken))?.CallbackSecrets(ports.Time.GetUnixMicros()) ?? [];

    /// <summary>After a rotation the secret before signs for a while; then it is forgotten.</summary>
    private async Task DropOldSecretAsync()
    {
        if (_config is { } config && config.At(ports.Time.GetUnixMicros()) is var present && !ReferenceEquals(present, config))
        {
            await StopAsync();
            await _endpoints.WriteAsync(Key, present.Account, present);
            _config = present;
        }
    }

    /// <summary>Only callbacks can be: their secrets belong to the account, which does not tell us.</summary>
    private async Task<bool> IsOutdatedAsync() =>
        CallbacksAccount is { } account && !(await CallbackSecretsAsync(account)).SequenceEqual(_callbackSecrets);

    private async Task RunAsync(EndpointPump pump, CancellationToken stop)
    {
        using var _ = pump;
        try
        {
            if (await pump.RunAsync(stop) == PumpEnd.Gone && _config is { } config)
            {
                LogGone(logger, Key);
                _config = config with { Disabled = true, DisabledReason = Gone };
                await _endpoints.WriteAsync(Key, config.Account, _config, CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            // EnsureRunningAsync starts it again.
            LogBroke(logger, error, Key);
        }
    }

    private async Task StopAsync()
    {
        if (_stop is { } stop)
        {
            _stop = null;
            await stop.CancelAsync();
            await _running;
            stop.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Endpoint}: the receiver answered 410; the endpoint is disabled.")]
    private static partial void LogGone(ILogger logger, string endpoint);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Endpoint}: delivery stopped.")]
    private static partial void LogBroke(ILogger logger, Exception error, string endpoint);
}
