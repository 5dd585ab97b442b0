using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>A receiver, a log and a store, and pumps between them, each on a scheduler that does one thing at a time as a grain's does.</summary>
internal sealed class PumpHost : IAsyncDisposable
{
    public const string Endpoint = "whk_1";

    private readonly WebhookMetrics _metrics = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _runs = [];
    private WebhookClient? _client;

    private PumpHost(Receiver receiver) => Receiver = receiver;

    public Receiver Receiver { get; }

    public MemoryEventLog Log { get; } = new();

    public MemoryWebhookStore Store { get; } = new();

    public SteppingTime Time { get; } = new();

    public WebhookOptions Options { get; } = new() { AllowPrivateNetworks = true };

    public string Secret { get; } = WebhookSecret.Create();

    public EndpointPump Pump { get; private set; } = null!;

    public static async Task<PumpHost> CreateAsync() => new(await Receiver.StartAsync());

    /// <summary>Starts a pump of the endpoint; its end.</summary>
    public Task<PumpEnd> Start(params string[] eventTypes) =>
        Start(Endpoint, new EndpointSubscription(Config(eventTypes), allowPrivateNetworks: true), Store, _stop.Token);

    /// <summary>Starts the endpoint's next pump after <see cref="StopAsync"/>.</summary>
    public Task<PumpEnd> StartNext(CancellationToken stop) => Start(Endpoint, new EndpointSubscription(Config([]), allowPrivateNetworks: true), Store, stop);

    /// <summary>Starts a pump with all that can be chosen.</summary>
    public Task<PumpEnd> Start(string key, Subscription subscription, IWebhookStore store, CancellationToken stop)
    {
        _client ??= new WebhookClient(Options, Time);
        var ports = new PumpPorts(Log, store, _client, Options, _metrics, Time, NullLogger<EndpointPump>.Instance);
        var pump = new EndpointPump(key, subscription, ports);
        Pump = pump;
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var run = Task.Factory.StartNew(() => pump.RunAsync(stop), CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        _runs.Add(run);
        return run;
    }

    /// <summary>Completes when everything in the log up to an event is settled and nothing is pending.</summary>
    public Task SettledAsync(EventId upTo) => Store.ReachedAsync(Endpoint, progress => progress.Cursor >= upTo && progress.Pending.Count == 0);

    /// <summary>Completes when the cursor is at an event and so many are pending.</summary>
    public Task<WebhookProgress> PendingAsync(EventId upTo, int count) =>
        Store.ReachedAsync(Endpoint, progress => progress.Cursor >= upTo && progress.Pending.Count == count);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_runs);
    }

    private WebhookEndpointConfig Config(string[] eventTypes) =>
        new() { Id = Endpoint, Account = Events.Account, Url = Receiver.Url, EventTypes = eventTypes, Secrets = [Secret] };

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client?.Dispose();
        _metrics.Dispose();
        _stop.Dispose();
        await Receiver.DisposeAsync();
    }
}
