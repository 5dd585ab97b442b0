using Orleans.Configuration;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>A silo to which any memory is too much.</summary>
public sealed class ShortMemoryTests
{
    private const int Accounts = 50;

    [Fact]
    public async Task Grains_leave_memory_and_are_read_again_while_binds_and_recipients_stay()
    {
        var gateway = new Gateway(static silo => silo.Configure<GrainCollectionOptions>(static options =>
        {
            options.EnableActivationSheddingOnMemoryPressure = true;
            (options.MemoryUsageLimitPercentage, options.MemoryUsageTargetPercentage) = (0.001f, 0.0005f);
            options.MemoryUsagePollingPeriod = TimeSpan.FromMilliseconds(50);
        }));
        await gateway.InitializeAsync();
        try
        {
            var scene = gateway.NewScene();
            await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
            await using var carrier = new ScriptedCarrier();
            var config = scene.Carrier(carrier.Port);
            await scene.SetCarriersAsync(config);
            await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(1)));
            var accounts = Enumerable.Range(0, Accounts).Select(index => gateway.Grains.GetGrain<IAccountGrain>($"acc_short_{index}")).ToList();
            await Task.WhenAll(accounts.Select((account, index) => account.ConfigureAsync(new AccountConfig { Id = $"acc_short_{index}", TpsLimit = index })));

            Assert.True(NumberParser.TryParse(scene.Number(1), null, out var number));
            var (management, shard) = (gateway.Grains.GetGrain<IManagementGrain>(0), gateway.Grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)));
            using var limit = new CancellationTokenSource(Gateway.Limit);
            foreach (var account in accounts)
            {
                while (await management.GetActivationAddress(account) is not null)
                {
                    // Only what a collection of all garbage leaves counts.
                    GC.Collect();
                    await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
                }
            }

            Assert.NotNull(await management.GetActivationAddress(shard));
            Assert.NotNull(await management.GetActivationAddress(scene.Bind(config)));
            Assert.Equal(Enumerable.Range(0, Accounts), await Task.WhenAll(accounts.Select(async account => (await account.GetAsync())!.TpsLimit)));
            Assert.Equal(MessageStatus.Held, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
            await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(2)));
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }
}
