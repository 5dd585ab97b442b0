using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>Three gateways over one storage account, with one foreign carrier that takes a bind from each.</summary>
public sealed partial class ThreeSilos : IAsyncLifetime
{
    public const string Carrier = "north";
    public const int Binds = 3;

    private int _lastNumber;

    public Azurite Storage { get; private set; } = null!;

    public NodeSmsc North { get; private set; } = null!;

    public IReadOnlyList<GatewayProcess> Silos { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Storage = await Azurite.StartAsync();
        North = await NodeSmsc.StartAsync();
        var silos = new List<GatewayProcess>();
        Silos = silos;
        for (var silo = 0; silo < 3; silo++)
        {
            silos.Add(await GatewayProcess.StartAsync(Settings()));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        await North.DisposeAsync();
        await Storage.DisposeAsync();
    }

    public Api Api(int silo) => new(Silos[silo]);

    /// <summary>A number that no other test has.</summary>
    public string NewNumber() => "+447403" + Interlocked.Increment(ref _lastNumber).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The binds that run in a silo, as its own metrics tell.</summary>
    public async Task<IReadOnlyList<string>> BindsOfAsync(int silo) =>
        [.. BoundBinds().Matches((await Api(silo).GetAsync("/metrics")).Text).Select(match => match.Groups[1].Value)];

    /// <summary>Waits until every bind is bound in one silo or another.</summary>
    public Task<string[][]> AllBoundAsync(params int[] silos) => Eventually.ReadAsync(
        () => Task.WhenAll(silos.Select(async silo => (await BindsOfAsync(silo)).ToArray())),
        binds => binds.Sum(own => own.Length) == Binds,
        binds => string.Join(" | ", binds.Select(own => string.Join(", ", own))));

    private Dictionary<string, string?> Settings()
    {
        var settings = GatewayProcess.Carrier(Carrier, North.Port);
        settings[$"OrleansSms__Carriers__{Carrier}__Binds"] = Binds.ToString(CultureInfo.InvariantCulture);
        settings["OrleansSms__Storage"] = "AzureStorage";
        settings["ConnectionStrings__AzureStorage"] = Storage.ConnectionString;
        settings["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1";
        settings["Orleans__Endpoints__SiloPort"] = "0";
        settings["Orleans__Endpoints__GatewayPort"] = "0";
        return settings;
    }

    [GeneratedRegex("^orleanssms_bind_up[^{]*\\{[^}]*bind=\"([^\"]+)\"[^}]*\\} 1( |$)", RegexOptions.Multiline)]
    private static partial Regex BoundBinds();
}
