namespace OrleansSms.Server.Tests.Events;

/// <summary>Listeners and a gateway that stops.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_listener_does_not_keep_the_gateway_from_stopping()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        using var stream = await EventFollower.OpenAsync(gateway);

        Assert.Equal(0, await gateway.TerminateAsync());

        while (await stream.NextAsync() is not null)
        {
            // What happened until it stopped.
        }
    }
}
