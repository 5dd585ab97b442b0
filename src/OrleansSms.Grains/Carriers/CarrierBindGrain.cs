using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

[GrainType("carrier-bind"), KeepAlive, SpreadBinds]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "What runs is disposed of in OnDeactivateAsync, where a grain ends.")]
internal sealed partial class CarrierBindGrain(
    IMessageStore store, IDocumentStore documents, BindServices services, InboundIntake intake, BindHome home, ILogger<CarrierBindGrain> logger)
    : Grain, ICarrierBindGrain
{
    private BindKey _key;
    private BindWorker? _worker;
    private LaneClearance? _clearance;
    private CancellationTokenSource? _stopClearing;
    private Task _clearing = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!BindKey.TryParse(this.GetPrimaryKeyString(), out _key))
        {
            throw new ArgumentException($"'{this.GetPrimaryKeyString()}' is not carrier/index.");
        }

        if (await documents.Carriers().ReadAsync(_key.Carrier, cancellationToken) is { } carrier && carrier.Runs(_key.Index))
        {
            await StartAsync(carrier, cancellationToken);
        }
        else if (await documents.ClosedBinds().ReadAsync(_key.ToString(), cancellationToken) is not null)
        {
            BeginClearing();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await EndClearingAsync();
        if (_worker is { } worker)
        {
            await worker.DisposeAsync();
            services.Local.Stopped(_key);
        }
    }

    public ValueTask EnqueueAsync(IReadOnlyList<QueuedMessage> messages)
    {
        if (_worker is { } worker)
        {
            worker.Enqueue(messages);
        }
        else
        {
            // The sender had not heard yet that the bind runs no more.
            BeginClearing();
        }

        return ValueTask.CompletedTask;
    }

    public async Task ConfigureAsync(CarrierConfig? config)
    {
        if (config?.Runs(_key.Index) != true)
        {
            await StopAsync();
        }
        else if (_worker is { } worker)
        {
            await worker.ConfigureAsync(config);
        }
        else
        {
            await StartAsync(config, CancellationToken.None);
        }
    }

    public Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages) =>
        _worker?.CancelAsync(messages) ?? _clearance?.CancelAsync(messages) ?? Task.FromResult<IReadOnlyList<MessageId>>([]);

    public Task RecallAsync(Msisdn recipient, IReadOnlyList<Recall> recalls)
    {
        _worker?.Recall(recipient, recalls);
        return Task.CompletedTask;
    }

    public Task ReviewAsync(string account)
    {
        _worker?.Review(account);
        return Task.CompletedTask;
    }

    public Task PauseAsync(string share)
    {
        _worker?.Pause(share);
        return Task.CompletedTask;
    }

    public Task ResumeAsync(string share)
    {
        _worker?.Resume(share);
        return Task.CompletedTask;
    }

    public ValueTask<ShareState> GetShareAsync(string share) => new(_worker?.DescribeShare(share) ?? default);

    public ValueTask<BindState> GetStateAsync() => new((_worker?.Describe() ?? Stopped()) with { Silo = home.Silo });

    public Task DrainAsync() => _worker?.DrainAsync() ?? Task.CompletedTask;

    public async Task<bool> LeaveAsync()
    {
        if (_worker is not { } worker || home.IsHere(_key))
        {
            return false;
        }

        LogLeaves(logger, _key, home.Silo);
        await worker.DrainAsync();

        // Not deactivated: a call sent here by a silo that has not heard of it yet would start it here again. A grain that migrates is known at its new place before it leaves.
        MigrateOnIdle();
        return true;
    }

    private async Task StartAsync(CarrierConfig carrier, CancellationToken cancellationToken)
    {
        await EndClearingAsync();
        await documents.ClosedBinds().DeleteAsync(_key.ToString(), cancellationToken);
        var claim = await store.ClaimBindAsync(_key, cancellationToken);
        var context = new BindContext(_key, carrier, store, GrainFactory, services);
        await Recovery.SettleAsync(store, _key, claim, context.Now, logger);
        _worker = new BindWorker(context, new InboundDesk(context, intake), claim.Epoch, new BindEnd(_key, logger, DeactivateOnIdle));
        foreach (var paused in await documents.PausedShares().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken))
        {
            _worker.Pause(paused.Share);
        }

        _worker.Start();
        services.Local.Started(_key);
    }

    /// <summary>Stops sending, and has what waits go elsewhere.</summary>
    private async Task StopAsync()
    {
        if (_worker is { } worker)
        {
            _worker = null;
            await worker.DrainAsync();
            await worker.DisposeAsync();
            services.Local.Stopped(_key);
            BeginClearing();
        }
        else if (_clearance is null)
        {
            DeactivateOnIdle();
        }
    }

    private void BeginClearing()
    {
        if (_clearance is { } under)
        {
            under.Wake();
            return;
        }

        _clearance = new LaneClearance(_key, store, GrainFactory, services, logger);
        _stopClearing = new CancellationTokenSource();
        _clearing = ClearAsync(_clearance, _stopClearing.Token);
    }

    private async Task ClearAsync(LaneClearance clearance, CancellationToken stopping)
    {
        try
        {
            await documents.ClosedBinds().WriteAsync(_key.ToString(), _key.Carrier, new ClosedBind(_key.ToString()), CancellationToken.None);
            await clearance.RunAsync(stopping);
            await documents.ClosedBinds().DeleteAsync(_key.ToString(), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // The note of it stays, so that the bind is looked after again.
            LogNotCleared(logger, _key, e);
        }

        ForgetClearing();
        DeactivateOnIdle();
    }

    private async Task EndClearingAsync()
    {
        if (_clearance is not null)
        {
            await _stopClearing!.CancelAsync();
            await _clearing;
            ForgetClearing();
        }
    }

    private void ForgetClearing()
    {
        _stopClearing?.Dispose();
        _clearance?.Dispose();
        (_stopClearing, _clearance) = (null, null);
    }

    private BindState Stopped() => new()
    {
        Id = _key.ToString(),
        State = "stopped",
        TpsReason = "unlimited",
        Queued = _clearance?.Left ?? new int[CategoryRules.LaneCount],
        OldestSeconds = new double[CategoryRules.LaneCount],
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Bind} leaves {Silo} for the silo that it belongs to now")]
    private static partial void LogLeaves(ILogger logger, BindKey bind, string silo);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Bind} runs no more, and what waits for it could not be given to others")]
    private static partial void LogNotCleared(ILogger logger, BindKey bind, Exception exception);
}
