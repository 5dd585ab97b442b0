using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Carriers;
using OrleansSms.Simulator;

namespace OrleansSms.Server.Startup;

/// <summary>The built-in carrier: our own SMPP simulator in this process, bound over real TCP on loopback like any other carrier.</summary>
internal sealed class Sandbox(IGrainFactory grains, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The carrier's id.</summary>
    public const string CarrierId = "sandbox";

    /// <summary>Long enough for a person to see a message as sent before it is delivered.</summary>
    private static readonly TimeSpan ReceiptDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>A thousand ids a millisecond: those of two runs never meet.</summary>
    private const long IdsPerMillisecond = 1_000;

    private CarrierSimulator? _simulator;

    /// <summary>Starts the simulator and points its carrier to it; or takes the carrier away when the sandbox is off; null leaves it as it is.</summary>
    public async Task ConfigureAsync(bool? runs)
    {
        if (runs is not { } isOn)
        {
            return;
        }

        var carrier = grains.GetGrain<ICarrierGrain>(CarrierId);
        if (!isOn)
        {
            await carrier.DeleteAsync();
            return;
        }

        _simulator = new CarrierSimulator(
            new SimulatorOptions
            {
                DlrDelay = ReceiptDelay,
                FirstMessageId = time.GetUtcNow().ToUnixTimeMilliseconds() * IdsPerMillisecond,
            },
            time);
        await _simulator.StartAsync();
        await carrier.ConfigureAsync(new CarrierConfig
        {
            Id = CarrierId,
            Host = "127.0.0.1",
            Port = _simulator.Port,
            SystemId = CarrierId,
            Password = CarrierId,
        });
    }

    public ValueTask DisposeAsync() => _simulator?.DisposeAsync() ?? default;
}
