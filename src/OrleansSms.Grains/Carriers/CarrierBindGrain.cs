using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

[GrainType("carrier-bind"), KeepAlive]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The worker is disposed of in OnDeactivateAsync, where a grain ends.")]
internal sealed partial class CarrierBindGrain(
    IMessageStore store, IDocumentStore documents, BindServices services, InboundIntake intake, ILogger<CarrierBindGrain> logger) : Grain, ICarrierBindGrain
{
    private BindKey _key;
    private BindWorker? _worker;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!BindKey.TryParse(this.GetPrimaryKeyString(), out _key))
        {
            throw new ArgumentException($"'{this.GetPrimaryKeyString()}' is not carrier/index.");
        }

        var carrier = await documents.Carriers().ReadAsync(_key.Carrier, cancellationToken);
        if (carrier is { Enabled: true } && _key.Index < carrier.Binds)
        {
            await StartAsync(carrier, cancellationToken);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_worker is { } worker)
        {
            await worker.DisposeAsync();
        }
    }

    public ValueTask EnqueueAsync(IReadOnlyList<QueuedMessage> messages)
    {
        _worker?.Enqueue(messages);
        return ValueTask.CompletedTask;
    }

    public async Task ConfigureAsync(CarrierConfig? config)
    {
        if (config is { Enabled: true } && _key.Index < config.Binds)
        {
            await (_worker is { } worker ? worker.ConfigureAsync(config) : StartAsync(config, CancellationToken.None));
        }
        else
        {
            await StopAsync();
        }
    }

    public Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages) =>
        _worker?.CancelAsync(messages) ?? Task.FromResult<IReadOnlyList<MessageId>>([]);

    public Task RecallAsync(Msisdn recipient, IReadOnlyList<string> accounts)
    {
        _worker?.Recall(recipient, accounts);
        return Task.CompletedTask;
    }

    public ValueTask<BindState> GetStateAsync() => new(_worker?.Describe() ?? Stopped());

    public Task DrainAsync() => _worker?.DrainAsync() ?? Task.CompletedTask;

    private async Task StartAsync(CarrierConfig carrier, CancellationToken cancellationToken)
    {
        var claim = await store.ClaimBindAsync(_key, cancellationToken);
        var context = new BindContext(_key, carrier, store, GrainFactory, services);
        if (claim.Uncertain.Count > 0)
        {
            LogUncertain(logger, _key, claim.Uncertain.Count);
            await store.CommitAsync(Recovery.Settle(context, claim), CommitLane.Urgent, CancellationToken.None);
        }

        _worker = new BindWorker(context, new InboundDesk(context, intake), claim.Epoch, new BindEnd(_key, logger, DeactivateOnIdle));
        _worker.Start();
    }

    private async Task StopAsync()
    {
        if (_worker is { } worker)
        {
            _worker = null;
            await worker.AbandonAsync();
            await worker.DisposeAsync();
        }

        DeactivateOnIdle();
    }

    private BindState Stopped() => new()
    {
        Id = _key.ToString(),
        State = "stopped",
        TpsReason = "unlimited",
        Queued = new int[CategoryRules.LaneCount],
        OldestSeconds = new double[CategoryRules.LaneCount],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: {Count} messages may or may not have reached the carrier before the last stop")]
    private static partial void LogUncertain(ILogger logger, BindKey bind, int count);
}
