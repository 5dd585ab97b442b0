using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Importing;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Importing;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Importing;

/// <summary>How long imports are kept.</summary>
[Collection(SharedGateway.Name)]
public sealed class ImportUpkeepTests(Gateway gateway)
{
    private static readonly byte[] Start = [1, 2, 3];

    [Fact]
    public async Task An_import_whose_file_never_came_is_kept_for_a_week_and_one_that_has_ended_for_a_quarter()
    {
        var scene = gateway.NewScene();
        var now = gateway.Time.GetUnixMicros();
        var waiting = await NewAsync(scene, "imp_waiting_" + scene.Account, now);
        var ended = await NewAsync(scene, "imp_ended_" + scene.Account, now);
        await waiting.AppendAsync(0, Start, isLast: false);
        await ended.CancelAsync();
        var endedAt = (await ended.GetAsync())!.EndedAt!.Value;
        var upkeep = gateway.Services.GetServices<IDocumentUpkeep>().OfType<ImportUpkeep>().Single();

        await upkeep.PruneAsync(now + UnixMicros.From(ImportLimits.MaxWaitForFile), default);
        Assert.NotNull(await waiting.GetAsync());
        await upkeep.PruneAsync(now + UnixMicros.From(ImportLimits.MaxWaitForFile) + 1, default);
        Assert.Null(await waiting.GetAsync());
        Assert.Equal(AppendVerdict.NotWaiting, await waiting.AppendAsync(3, Start, isLast: true));

        await upkeep.PruneAsync(endedAt + UnixMicros.From(ImportLimits.KeptAfterEnd), default);
        Assert.Single(await gateway.Grains.GetGrain<IImportsGrain>(scene.Account).ListAsync(null, 10));
        await upkeep.PruneAsync(endedAt + UnixMicros.From(ImportLimits.KeptAfterEnd) + 1, default);
        Assert.Empty(await gateway.Grains.GetGrain<IImportsGrain>(scene.Account).ListAsync(null, 10));
    }

    private async Task<IImportGrain> NewAsync(Scene scene, string id, long now)
    {
        var import = gateway.Grains.GetGrain<IImportGrain>(id);
        await import.CreateAsync(new ImportConfig { Id = id, Account = scene.Account, CreatedAt = now });
        return import;
    }
}
