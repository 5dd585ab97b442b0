using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>A wall clock that is set while a silo runs.</summary>
public sealed class WallClockTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task One_that_was_hours_ahead_and_is_set_right_keeps_no_grain_from_being_activated()
    {
        var gateway = new Gateway(static silo => silo.Configure<GrainCollectionOptions>(
            static options => (options.CollectionAge, options.CollectionQuantum) = (Idle, TimeSpan.FromMilliseconds(100))));
        await gateway.InitializeAsync();
        try
        {
            gateway.Time.Step = TimeSpan.FromHours(2);
            await SetAsync(gateway, "before");
            await CollectedAsync(gateway, "before");

            gateway.Time.Step = TimeSpan.Zero;

            await SetAsync(gateway, "after");
            await CollectedAsync(gateway, "after");
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    [Fact]
    public void What_the_silo_reckons_by_goes_on_while_the_wall_clock_is_set()
    {
        var wall = new SteppedTime();
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(wall).AddOrleansSmsGrains(new GatewayLimits()).BuildServiceProvider();
        var silo = services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.ActivationManagement);
        var before = silo.GetUtcNow();

        wall.Step = TimeSpan.FromHours(-2);
        Assert.InRange(silo.GetUtcNow() - before, TimeSpan.Zero, Gateway.Limit);
        wall.Step = TimeSpan.FromHours(2);
        Assert.InRange(silo.GetUtcNow() - before, TimeSpan.Zero, Gateway.Limit);

        Assert.Same(silo, services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains));
        Assert.Same(wall, services.GetRequiredService<TimeProvider>());
    }

    private static Task SetAsync(Gateway gateway, string account) =>
        gateway.Grains.GetGrain<IAccountGrain>(account).ConfigureAsync(new AccountConfig { Id = account }).WaitAsync(Gateway.Limit);

    /// <summary>Waits until a grain that nobody uses any more has left memory.</summary>
    private static async Task CollectedAsync(Gateway gateway, string account)
    {
        var (management, grain) = (gateway.Grains.GetGrain<IManagementGrain>(0), gateway.Grains.GetGrain<IAccountGrain>(account));
        using var limit = new CancellationTokenSource(Gateway.Limit);
        while (await management.GetActivationAddress(grain) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
