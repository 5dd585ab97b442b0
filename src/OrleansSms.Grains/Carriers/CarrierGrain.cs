using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

[GrainType("carrier"), KeepAlive]
internal sealed partial class CarrierGrain(
    IDocumentStore documents, IMessageStore messages, InboundIntake intake, RoutingView routing, GatewayLimits limits, TimeProvider time, ILogger<CarrierGrain> logger)
    : Grain, ICarrierGrain
{
    private readonly InboundParts _parts = new(messages, intake, limits, time);
    private CarrierConfig? _config;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _config = await documents.Carriers().ReadAsync(Id, cancellationToken);
        if (_config is { } config)
        {
            await _parts.LoadAsync(config);
        }
    }

    public Task<CarrierConfig?> GetAsync() => Task.FromResult(_config);

    public async Task ConfigureAsync(CarrierConfig config)
    {
        var before = _config;
        await NoteClosingAsync(before, config);
        await documents.Carriers().WriteAsync(Id, "", config);
        _config = config;
        routing.Changed();
        if (before is null || before.Alphabet != config.Alphabet)
        {
            await _parts.LoadAsync(config);
        }

        for (var index = 0; index < Math.Max(config.Binds, before?.Binds ?? 0); index++)
        {
            await Bind(index).ConfigureAsync(config);
        }
    }

    public async Task<bool> DeleteAsync()
    {
        if (_config is not { } config)
        {
            return false;
        }

        await NoteClosingAsync(config, null);
        await documents.Carriers().DeleteAsync(Id);
        _config = null;
        routing.Changed();
        for (var index = 0; index < config.Binds; index++)
        {
            await Bind(index).ConfigureAsync(null);
        }

        foreach (var receipt in await documents.KeptReceipts().ListAsync(Id, null, DocumentStoreExtensions.MaxDocuments))
        {
            await documents.KeptReceipts().DeleteAsync(receipt.Id);
        }

        DeactivateOnIdle();
        return true;
    }

    public async Task<IReadOnlyList<bool>> EnsureRunningAsync()
    {
        if (_config is not { Enabled: true } config)
        {
            return [];
        }

        var states = await AskBindsAsync(config.Binds);
        await MoveOneAsync(config.Binds);
        await ExpirePartsAsync(config);
        return Array.ConvertAll(states, state => state.Bound);
    }

    public async Task<IReadOnlyList<BindState>> GetBindsAsync() => await AskBindsAsync(_config?.Binds ?? 0);

    public async Task AddPartAsync(InboundPart part)
    {
        try
        {
            await _parts.AddAsync(_config ?? throw new InvalidOperationException($"Carrier {Id} is gone."), part);
        }
        catch
        {
            // The parts are durable; what memory has joined of them is not. A new activation reads them again.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>When silos have come or gone, binds follow one at a time: most of a carrier's sessions stand at any moment.</summary>
    private async Task MoveOneAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            if (await Bind(index).LeaveAsync())
            {
                await Bind(index).GetStateAsync();
                return;
            }
        }
    }

    /// <summary>All at once: one that cannot be reached keeps none of the others from running.</summary>
    private Task<BindState[]> AskBindsAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(index => Bind(index).GetStateAsync().AsTask()));

    private async Task ExpirePartsAsync(CarrierConfig config)
    {
        try
        {
            await _parts.ExpireAsync(config);
        }
        catch (StoreUnavailableException e)
        {
            LogNotExpired(logger, Id, e);
            DeactivateOnIdle();
        }
    }

    /// <summary>Written before binds close: should the process end in between, what waits for them is found all the same.</summary>
    private async Task NoteClosingAsync(CarrierConfig? before, CarrierConfig? after)
    {
        for (var index = 0; index < (before?.Binds ?? 0); index++)
        {
            if (before!.Runs(index) && after?.Runs(index) != true)
            {
                var bind = new BindKey(Id, index).ToString();
                await documents.ClosedBinds().WriteAsync(bind, Id, new ClosedBind(bind));
            }
        }
    }

    private ICarrierBindGrain Bind(int index) => GrainFactory.GetGrain<ICarrierBindGrain>(new BindKey(Id, index).ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Carrier {Carrier}: incomplete inbound messages could not be stored yet")]
    private static partial void LogNotExpired(ILogger logger, string carrier, Exception exception);
}
