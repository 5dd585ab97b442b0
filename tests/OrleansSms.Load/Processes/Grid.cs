using System.Globalization;
using System.Net;
using OrleansSms.Load.Http;
using OrleansSms.Load.Staging;
using OrleansSms.Server.Startup;

namespace OrleansSms.Load.Processes;

/// <summary>The gateways of a stage: one by itself, or the silos of a cluster with the storage account and the networks that they share.</summary>
internal sealed class Grid : IDisposable
{
    private readonly StorageProcess? _storage;

    private Grid(IReadOnlyList<Gateway> gateways, StorageProcess? storage, Lab? lab)
    {
        (Gateways, _storage, Lab) = (gateways, storage, lab);
        Apis = [.. gateways.Select(static gateway => new GatewayApi(gateway.EndPoint))];
    }

    public IReadOnlyList<Gateway> Gateways { get; }

    /// <summary>What each can be asked.</summary>
    public IReadOnlyList<GatewayApi> Apis { get; }

    public IReadOnlyList<IPEndPoint> EndPoints => [.. Gateways.Select(static gateway => gateway.EndPoint)];

    /// <summary>The networks of the silos; null when all are on the loopback.</summary>
    public Lab? Lab { get; }

    /// <summary>Where this process is for the gateways.</summary>
    public IPAddress Host => Lab?.Host ?? IPAddress.Loopback;

    /// <summary>The storage account of a cluster.</summary>
    public StorageProcess Storage => _storage ?? throw new LoadException("There is no storage account: the gateway has its store embedded.");

    public static async Task<Grid> CreateAsync(StageSettings settings, string directory, int carrierPort, CancellationToken cancellationToken)
    {
        if (settings.Silos == 0)
        {
            return new Grid([new Gateway(settings.Gateway, directory, carrierPort)], null, null);
        }

        var lab = settings.CanPart ? await Lab.CreateAsync(settings.Silos, cancellationToken) : null;
        var storage = await StorageProcess.StartAsync(directory, lab?.Host ?? IPAddress.Loopback, cancellationToken);
        var gateways = Enumerable.Range(0, settings.Silos).Select(silo => new Gateway(Of(settings.Gateway, silo, storage, lab), directory, carrierPort));
        return new Grid([.. gateways], storage, lab);
    }

    /// <summary>Starts all, one after the other. Answers how long the last one took.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var last = TimeSpan.Zero;
        foreach (var gateway in Gateways)
        {
            last = await gateway.StartAsync(cancellationToken);
        }

        return last;
    }

    public void Dispose()
    {
        foreach (var (gateway, api) in Gateways.Zip(Apis))
        {
            api.Dispose();
            gateway.Dispose();
        }

        _storage?.Dispose();
        Lab?.Dispose();
    }

    private static GatewayOptions Of(GatewayOptions options, int silo, StorageProcess storage, Lab? lab)
    {
        var host = lab is null ? IPAddress.Loopback : Lab.HostOf(silo);
        var siloPort = FreePort.Find();
        return options with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"silo-{silo}"),
            Host = host,
            SiloPort = siloPort,
            CarrierHost = lab?.Host ?? IPAddress.Loopback,
            Before = lab?.Enter(silo) ?? [],
            Environment =
            [
                new("OrleansSms__Storage", "AzureStorage"),
                new("ConnectionStrings__AzureStorage", storage.ConnectionString),
                new("Orleans__Endpoints__AdvertisedIPAddress", host.ToString()),
                new("Orleans__Endpoints__SiloPort", siloPort.ToString(CultureInfo.InvariantCulture)),
                new("Orleans__Endpoints__GatewayPort", FreePort.Find().ToString(CultureInfo.InvariantCulture)),
                .. options.Environment,
            ],
        };
    }
}
