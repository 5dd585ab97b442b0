using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Http;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Staging;

/// <summary>A gateway between a carrier and customers, all over loopback, and the account of what was accepted and what arrived.</summary>
internal sealed class Stage : IDisposable
{
    /// <summary>Nothing moves for so long: what has not come will not.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxRound = TimeSpan.FromSeconds(60);

    private readonly WorkDirectory _directory;
    private readonly List<DriveResult> _drives = [];
    private readonly Dictionary<Traffic, Ledger> _ledgers = [];

    private Stage(StageSettings settings, WorkDirectory directory, CarrierProcess carrier, Grid grid) =>
        (Settings, _directory, Carrier, Grid) = (settings, directory, carrier, grid);

    public StageSettings Settings { get; }

    public CarrierProcess Carrier { get; }

    /// <summary>The gateways and what they share.</summary>
    public Grid Grid { get; }

    /// <summary>The gateway, or the first of them.</summary>
    public Gateway Gateway => Grid.Gateways[0];

    /// <summary>The customer's server; null when nobody listens.</summary>
    public HookProcess? Hooks { get; private set; }

    public GatewayApi Api => Grid.Apis[0];

    /// <summary>Leaves data and logs behind, to be looked at.</summary>
    public bool Keep { get => _directory.Keep; set => _directory.Keep = value; }

    /// <summary>From process start to ready.</summary>
    public TimeSpan Ready { get; private set; }

    /// <summary>Messages that were accepted so far.</summary>
    public long Accepted => _drives.Sum(drive => drive.Messages);

    public static async Task<Stage> SetAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        var directory = new WorkDirectory(settings.Gateway.Keep);
        settings = settings with { Gateway = settings.Gateway.With(directory.Write(settings.Files)) };
        var carrier = await CarrierProcess.StartAsync(directory.Path, settings.CanPart, cancellationToken);
        var stage = new Stage(settings, directory, carrier, await Grid.CreateAsync(settings, directory.Path, carrier.Port, cancellationToken));
        try
        {
            stage.Ready = await stage.Grid.StartAsync(cancellationToken);
            if (settings.HasWebhook)
            {
                stage.Hooks = await HookProcess.StartAsync(directory.Path, stage.Grid.Host, cancellationToken);
                await stage.Hooks.UseAsync(await stage.Api.AddWebhookAsync(stage.Hooks.Url, cancellationToken));
            }

            return stage;
        }
        catch
        {
            stage.Dispose();
            throw;
        }
    }

    /// <summary>All clients at once, until every offer is over.</summary>
    public async Task<IReadOnlyList<DriveResult>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        var drives = await Task.WhenAll(offers.Select(offer => Driver.RunAsync(offer, Grid.EndPoints, cancellationToken)));
        foreach (var drive in drives)
        {
            _drives.Add(drive);
            _ledgers.TryAdd(drive.Traffic, new Ledger(drive.Traffic));
        }

        return drives;
    }

    /// <summary>Load until the code is compiled and every recipient of a set that takes turns is known.</summary>
    public async Task WarmUpAsync(IReadOnlyList<Client> clients, CancellationToken cancellationToken)
    {
        if (Settings.Warm == TimeSpan.Zero)
        {
            return;
        }

        var offers = clients.Select(client => new Offer(client.Traffic, Pace.For(Settings.Warm + MaxRound, client.PerSecond), client.Connections)).ToList();
        var offering = OfferAsync(offers, cancellationToken);
        var warmAt = Clock.Micros + (long)Settings.Warm.TotalMicroseconds;
        while (!offering.IsCompleted && (Clock.Micros < warmAt || !clients.All(client => client.Traffic.HasGoneRound)))
        {
            await Task.Delay(Look, cancellationToken);
        }

        offers.ForEach(offer => offer.Pace.Stop());
        await offering;
        await SettleAsync(cancellationToken);
        await TakeAsync();
    }

    /// <summary>Until everything that was accepted has been at the carrier, has its receipt and was told to the customer, or nothing moves any more.</summary>
    public async Task<Progress> SettleAsync(CancellationToken cancellationToken)
    {
        Progress? before = null;
        var movedAt = Clock.Micros;
        while (true)
        {
            var now = new Progress(await Carrier.StatsAsync(), Hooks is null ? null : await Hooks.StatsAsync());
            if (now.IsAllOf(Accepted) || (now == before && Clock.Micros - movedAt > Patience.TotalMicroseconds))
            {
                return now;
            }

            if (now != before)
            {
                (before, movedAt) = (now, Clock.Micros);
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>What the carrier has accepted since the last time, also entered in the account.</summary>
    public async Task<IReadOnlyList<SubmitRecord>> TakeAsync()
    {
        var records = (await Carrier.TakeAsync()).ToList();
        foreach (var record in records)
        {
            _ = _ledgers.Values.Any(ledger => ledger.TryAdd(record));
        }

        return records;
    }

    /// <summary>Closes the account of the whole run, warm-up included.</summary>
    public async Task CloseAsync(FigureList figures, CancellationToken cancellationToken)
    {
        var (stats, hooks) = await SettleAsync(cancellationToken);
        await TakeAsync();
        var judged = _drives.Select(drive => _ledgers[drive.Traffic].Judge(drive)).ToList();
        figures.AddFault("lost", judged.Sum(verdict => verdict.Lost), "accepted messages never came to the carrier")
            .AddFault("doubled", judged.Sum(verdict => verdict.Doubled), "copies of messages came to the carrier")
            .AddFault("without_receipt", Math.Max(0, stats.Accepted - stats.ReceiptsTaken), "receipts were not taken")
            .AddFault("unrecorded", stats.Unrecorded, "submit_sm could not be recorded")
            .AddFault("refused", _drives.Sum(drive => drive.Refused), $"requests were refused: {_drives.Find(drive => drive.Refusal is not null)?.Refusal}");
        if (hooks is not null)
        {
            figures.AddFault("not_told", Math.Max(0, Accepted - hooks.Events), "final statuses never came to the webhook")
                .AddFault("forged", hooks.Forged, "webhooks have a wrong signature");
        }

        Keep |= figures.Wrong.Count > 0;
    }

    public void Dispose()
    {
        Hooks?.Dispose();
        Grid.Dispose();
        Carrier.Dispose();
        _directory.Dispose();
    }
}
