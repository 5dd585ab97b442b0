using System.Globalization;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>Does to the cluster what is to be done to it, and tells how long its binds were away.</summary>
internal sealed class FaultPlan(Stage stage, ClusterAuditOptions options)
{
    private static readonly TimeSpan BindWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>What was done, a line each.</summary>
    public List<string> Done { get; } = [];

    /// <summary>From the end of a silo to all binds being bound at others.</summary>
    public List<TimeSpan> Rebinds { get; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await BoundAsync(from: 0, without: null, cancellationToken);
        await Task.Delay(options.Between, cancellationToken);
        for (var time = 0; time < options.Times; time++)
        {
            await DoAsync(time % options.Silos, cancellationToken);
            await Task.Delay(options.Between, cancellationToken);
        }

        await BoundAsync(from: 0, without: null, cancellationToken);
    }

    private Task DoAsync(int turn, CancellationToken cancellationToken) => options.Fault switch
    {
        Fault.Kill => KillAsync(turn, cancellationToken),
        Fault.Stop => StopAsync(turn, cancellationToken),
        Fault.Partition => PartAsync(turn, cancellationToken),
        Fault.Storage => StopStorageAsync(cancellationToken),
        _ => RollAsync(cancellationToken),
    };

    private async Task KillAsync(int turn, CancellationToken cancellationToken)
    {
        var (silo, owns) = await ChooseAsync(turn, cancellationToken);
        var began = Clock.Micros;
        await stage.Grid.Gateways[silo].KillAsync();
        await AwayAsync(silo, began, cancellationToken);
        var restart = await stage.Grid.Gateways[silo].StartAsync(cancellationToken);
        Say($"silo {silo}{owns} killed; binds bound elsewhere after {Rebinds[^1].TotalSeconds:0.0} s; started again in {restart.TotalSeconds:0.0} s");
    }

    private async Task StopAsync(int turn, CancellationToken cancellationToken)
    {
        var (silo, owns) = await ChooseAsync(turn, cancellationToken);
        var gateway = stage.Grid.Gateways[silo];
        var began = Clock.Micros;
        gateway.Pause();
        await AwayAsync(silo, began, cancellationToken);
        gateway.Resume();

        // It finds out that the others have gone on without it, and ends: whoever runs it starts it again.
        var ended = await gateway.EndedWithinAsync(BindWait, cancellationToken);
        if (ended)
        {
            await gateway.StartAsync(cancellationToken);
        }

        Say($"silo {silo}{owns} stood still for {options.Away.TotalSeconds:0} s; binds bound elsewhere after {Rebinds[^1].TotalSeconds:0.0} s; {(ended ? "it ended by itself and was started again" : "it went on")}");
    }

    /// <summary>The silo whose turn it is, or another as the options want it; and what to say of it where it owns the store.</summary>
    private async Task<(int Silo, string Owns)> ChooseAsync(int turn, CancellationToken cancellationToken)
    {
        var owner = await OwnerAsync(cancellationToken);
        var silo = options.Victim switch
        {
            Victim.Owner => owner,
            Victim.Other when turn == owner => (turn + 1) % options.Silos,
            _ => turn,
        };
        return (silo, silo == owner ? ", which owned the store," : "");
    }

    /// <summary>The silo that owns the store: it alone tells how long the journal is.</summary>
    private async Task<int> OwnerAsync(CancellationToken cancellationToken)
    {
        for (var silo = 0; silo < options.Silos; silo++)
        {
            if ((await stage.Grid.Apis[silo].CountersAsync(cancellationToken)).Sum("orleanssms_storage_journal_size") > 0)
            {
                return silo;
            }
        }

        throw new LoadException("No silo tells how long the journal is.");
    }

    private async Task PartAsync(int silo, CancellationToken cancellationToken)
    {
        var (lab, other) = (stage.Grid.Lab ?? throw new LoadException("The silos have no networks of their own."), (silo + 1) % options.Silos);
        await lab.PartAsync(silo, other, cancellationToken);
        await Task.Delay(options.Away, cancellationToken);
        await lab.JoinAsync(silo, other, cancellationToken);
        var ended = new List<int>();
        foreach (var one in new[] { silo, other })
        {
            if (stage.Grid.Gateways[one].HasExited)
            {
                ended.Add(one);
                await stage.Grid.Gateways[one].StartAsync(cancellationToken);
            }
        }

        Say($"silos {silo} and {other} parted for {options.Away.TotalSeconds:0} s; {(ended.Count == 0 ? "neither ended" : $"silo {string.Join(" and ", ended)} was voted out, ended and was started again")}");
    }

    private async Task StopStorageAsync(CancellationToken cancellationToken)
    {
        stage.Grid.Storage.Pause();
        await Task.Delay(options.Away, cancellationToken);
        stage.Grid.Storage.Resume();
        var ended = Enumerable.Range(0, options.Silos).Where(silo => stage.Grid.Gateways[silo].HasExited).ToList();
        foreach (var silo in ended)
        {
            await stage.Grid.Gateways[silo].StartAsync(cancellationToken);
        }

        Say($"storage answered nothing for {options.Away.TotalSeconds:0} s; {ended.Count} silos ended of it");
    }

    private async Task RollAsync(CancellationToken cancellationToken)
    {
        for (var silo = 0; silo < options.Silos; silo++)
        {
            var began = Clock.Micros;
            await stage.Grid.Gateways[silo].TerminateAsync(cancellationToken);
            var stopped = TimeSpan.FromMicroseconds(Clock.Micros - began);
            var restart = await stage.Grid.Gateways[silo].StartAsync(cancellationToken);
            await BoundAsync(silo, without: null, cancellationToken);
            Say($"silo {silo} stopped in {stopped.TotalSeconds:0.0} s and started again in {restart.TotalSeconds:0.0} s");
        }
    }

    /// <summary>Waits until the binds of a silo that is away run elsewhere, and until its time is over.</summary>
    private async Task AwayAsync(int silo, long began, CancellationToken cancellationToken)
    {
        await BoundAsync((silo + 1) % options.Silos, without: silo, cancellationToken);
        Rebinds.Add(TimeSpan.FromMicroseconds(Clock.Micros - began));
        var left = options.Away - Rebinds[^1];
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, cancellationToken);
        }
    }

    /// <summary>Until every bind is bound, as one silo tells, and none by a silo that is away.</summary>
    private async Task BoundAsync(int from, int? without, CancellationToken cancellationToken)
    {
        var away = without is { } silo ? stage.Grid.Gateways[silo].SiloName : null;
        for (var began = Clock.Micros; Clock.Micros - began < BindWait.TotalMicroseconds; await Task.Delay(Look, cancellationToken))
        {
            var binds = await stage.Grid.Apis[from].TryListBindsAsync(cancellationToken);
            if (binds.Count == options.Gateway.Binds && binds.All(bind => bind.IsBound && (away is null || bind.Silo != away)))
            {
                return;
            }
        }

        throw new LoadException($"Not all binds were bound within {BindWait.TotalSeconds:0} s.");
    }

    private void Say(FormattableString line) => Done.Add(line.ToString(CultureInfo.InvariantCulture));
}
