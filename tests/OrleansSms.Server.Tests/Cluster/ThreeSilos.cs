using System.Globalization;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>Three gateways over one storage account, with one foreign carrier that takes a bind from each.</summary>
public sealed class ThreeSilos : IAsyncLifetime
{
    public const string Carrier = "north";
    public const int Binds = 3;

    /// <summary>Characters of a silo's output that explain a failure.</summary>
    private const int OutputShown = 3_000;

    private readonly string? _build;
    private int _lastNumber;

    public ThreeSilos()
    {
    }

    /// <param name="build">The folder of the build that the silos start with.</param>
    internal ThreeSilos(string? build) => _build = build;

    public Azurite Storage { get; private set; } = null!;

    public NodeSmsc North { get; private set; } = null!;

    public IReadOnlyList<GatewayProcess> Silos { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Storage = await Azurite.StartAsync();

        // As carriers do: what a silo was told and did not confirm before it died is told again.
        North = await NodeSmsc.StartAsync(new() { Settings = new() { Redeliver = true } });
        var silos = new List<GatewayProcess>();
        Silos = silos;
        for (var silo = 0; silo < 3; silo++)
        {
            silos.Add(await GatewayProcess.StartAsync(Settings(), _build));
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

    /// <summary>An answer that would not do, with the last of what each silo wrote.</summary>
    public string Explain(Answer answer) =>
        string.Join("\n", Silos.Select(static (silo, i) => $"silo {i}: …{silo.Output[Math.Max(0, silo.Output.Length - OutputShown)..]}").Prepend(answer.Text));

    /// <summary>A number that no other test has.</summary>
    public string NewNumber() => "+447403" + Interlocked.Increment(ref _lastNumber).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Waits until every bind is bound and they are spread over so many silos, as one silo tells; answers the silo of each.</summary>
    public Task<IReadOnlyList<string>> SpreadAsync(int silos, int asked = 0) => Eventually.ReadAsync(
        () => SilosOfBindsAsync(asked),
        found => found.Count == Binds && found.Distinct().Count() == silos,
        found => string.Join(", ", found));

    /// <summary>Sends as a customer does: again, with the same key, while the gateway says that it may be tried again. Answers the message's id.</summary>
    public Task<string> SubmitAsync(int silo) => SubmitAsync(() => Api(silo));

    /// <summary>The same to whichever silo is named at the time: another for each try.</summary>
    public async Task<string> SubmitAsync(Func<Api> silo)
    {
        var (to, key) = (NewNumber(), Guid.NewGuid().ToString());
        var answer = await Eventually.ReadAsync(
            () => TryAsync(silo(), new { to, from = "Gateway", body = "Hello", category = "transactional" }, key),
            answer => answer?.Status is not (null or 503 or 409),
            answer => answer?.Text ?? "not there");
        return answer!.Expect(202).Id;
    }

    /// <summary>Null when nobody answers.</summary>
    private static async Task<Answer?> TryAsync(Api silo, object message, string key)
    {
        try
        {
            return await silo.PostAsync("/v1/messages", message, key);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<string>> SilosOfBindsAsync(int asked)
    {
        var answer = await Api(asked).GetAsync("/v1/binds");
        return answer.Status == 200 ? [.. answer.Data.Where(bind => bind.GetProperty("bound").GetBoolean()).Select(bind => bind.Text("silo")!)] : [];
    }

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
}

/// <summary>The classes that share the cluster run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSilos : ICollectionFixture<ThreeSilos>
{
    public const string Name = "three silos";
}
