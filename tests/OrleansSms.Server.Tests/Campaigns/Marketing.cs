namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>A gateway with the sandbox carrier for marketers; each test has lists and numbers of its own.</summary>
public sealed class Marketing : IAsyncLifetime
{
    public GatewayProcess Gateway { get; private set; } = null!;

    internal Marketer Marketer => new(new Api(Gateway));

    public async Task InitializeAsync() => Gateway = await GatewayProcess.StartAsync();

    public async Task DisposeAsync() => await Gateway.DisposeAsync();
}
