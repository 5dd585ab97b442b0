namespace OrleansSms.Server.Tests.Faults;

/// <summary>A gateway whose timers are short, for carriers that misbehave. The tests of this collection take turns with it.</summary>
public sealed class FaultGateway : IAsyncLifetime
{
    private int _carriers;

    public GatewayProcess Process { get; private set; } = null!;

    public Api Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Process = await GatewayProcess.StartAsync(new Dictionary<string, string?>
        {
            ["OrleansSms__Sandbox"] = "false",
            ["OrleansSms__Limits__FailoverAfter"] = "00:00:01",
            ["OrleansSms__Limits__EnquireLinkInterval"] = "00:00:01",
            ["OrleansSms__Limits__ResponseTimeout"] = "00:00:02",
            ["OrleansSms__Limits__SubmitResponseTimeout"] = "00:00:03",
            ["OrleansSms__Limits__ParkedFor"] = "00:00:01",
        });
        Api = new Api(Process);
    }

    public Task DisposeAsync() => Process.DisposeAsync().AsTask();

    /// <summary>A number that no other carrier of this gateway has.</summary>
    public int NextCarrier() => Interlocked.Increment(ref _carriers);
}

/// <summary>The tests that share the gateway.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFaultGateway : ICollectionFixture<FaultGateway>
{
    public const string Name = "faults";
}
