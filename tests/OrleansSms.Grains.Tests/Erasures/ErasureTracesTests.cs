using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Erasures;
using OrleansSms.Grains.Tests.Campaigns;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Erasures;

/// <summary>A number that somebody is copying while it is erased.</summary>
[Collection(SharedGateway.Name)]
public sealed class ErasureTracesTests(Gateway gateway) : IDisposable
{
    public void Dispose() => gateway.Snapshots.Before = static _ => Task.CompletedTask;

    [Fact]
    public async Task An_erasure_is_not_done_while_an_audience_is_fixed_or_a_dry_run_goes_that_may_have_the_number()
    {
        await using var set = await CampaignScene.SetAsync(gateway, 2);
        var number = new Msisdn(long.Parse(set.Scene.Number(1)[1..], CultureInfo.InvariantCulture));
        var fix = Hold(set);
        await set.LaunchAsync(new() { Variants = [new Variant { Name = "A", Body = "Hi" }] });
        await set.IsAsync(static it => it.WaitsFor == "audience");
        Assert.False(await EraseAsync(set, number));
        fix.SetResult();
        var campaign = (await set.FinishedAsync()).State.Id;
        Assert.Contains(number, await gateway.Snapshots.ReadPageAsync(campaign, 0));

        Assert.True(await EraseAsync(set, number));
        Assert.DoesNotContain(number, await gateway.Snapshots.ReadPageAsync(campaign, 0));

        var dry = gateway.Grains.GetGrain<ICampaignDryRunGrain>(campaign);
        var run = Hold(set);
        Assert.Empty(await dry.StartAsync());
        Assert.False(await EraseAsync(set, number));
        run.SetResult();

        // From here on nothing is erased until it has ended: otherwise it may not show the number any more, and stay.
        Assert.Contains(await EndedAsync(dry), sample => sample.Number == number.ToString());
        while (!await EraseAsync(set, number))
        {
            await Task.Yield();
        }

        Assert.Null(await dry.GetAsync());
    }

    private static async Task<IReadOnlyList<DryRunSample>> EndedAsync(ICampaignDryRunGrain dry)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        DryRunState? state;
        while ((state = await dry.GetAsync()) is not { IsFinished: true })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }

        return state.Samples;
    }

    private TaskCompletionSource Hold(CampaignScene set)
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Snapshots.Before = account => account == set.Scene.Account ? hold.Task : Task.CompletedTask;
        return hold;
    }

    private Task<bool> EraseAsync(CampaignScene set, Msisdn number) => gateway.Services.GetRequiredService<ErasureTraces>().EraseAsync(
        new ErasureRecord { Id = "era_1", Account = set.Scene.Account, NumberHash = "", OrderedAt = gateway.Time.GetUnixMicros() }, number, default);
}
