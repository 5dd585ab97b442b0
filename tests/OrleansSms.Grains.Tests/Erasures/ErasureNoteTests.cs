using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Erasures;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Erasures;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Tests.Erasures;

/// <summary>An erasure is a record, and a note that somebody has to work on it. They are two writes, and silos look at notes at any time.</summary>
[Collection(SharedGateway.Name)]
public sealed class ErasureNoteTests(Gateway gateway)
{
    [Fact]
    public async Task An_erasure_whose_note_is_looked_at_before_its_record_is_written_is_done()
    {
        var record = NewRecord(gateway.NewScene());
        await gateway.Documents.OpenErasures().WriteAsync(record.Id, record.Account, new OpenErasure(record.Id));
        await EachIsLookedAtAsync();

        await gateway.Documents.Erasures().WriteAsync(record.Id, record.Account, record);

        await IsDoneAsync(record.Id);
    }

    [Fact]
    public async Task An_erasure_that_has_lost_its_note_gets_one_at_the_next_start()
    {
        var record = NewRecord(gateway.NewScene());
        await gateway.Services.GetRequiredService<IErasureLog>().AppendAsync(new ErasureOrder(record.Id, record.Account, record.NumberHash, record.OrderedAt));
        await gateway.Documents.Erasures().WriteAsync(record.Id, record.Account, record);

        await StartAsync();

        await IsDoneAsync(record.Id);
    }

    [Fact]
    public async Task An_erasure_that_the_store_does_not_know_is_done_once_however_many_silos_start()
    {
        var record = NewRecord(gateway.NewScene());
        await gateway.Services.GetRequiredService<IErasureLog>().AppendAsync(new ErasureOrder(record.Id, record.Account, record.NumberHash, record.OrderedAt));

        await Task.WhenAll(StartAsync(), StartAsync(), StartAsync());

        Assert.True((await IsDoneAsync(record.Id)).IsRepeated);
    }

    private ErasureRecord NewRecord(Scene scene) => new()
    {
        Id = gateway.Services.GetRequiredService<IdGenerator>().Next(ErasureRecord.Prefix),
        Account = scene.Account,
        NumberHash = "of " + scene.Account,
        Number = long.Parse(scene.Number(1)[1..], CultureInfo.InvariantCulture),
        OrderedAt = gateway.Time.GetUnixMicros(),
    };

    /// <summary>What a silo does when it starts.</summary>
    private async Task StartAsync()
    {
        using var repeater = ActivatorUtilities.CreateInstance<ErasureRepeater>(gateway.Services);
        await repeater.StartAsync(default);
        await repeater.ExecuteTask!.WaitAsync(Gateway.Limit);
    }

    /// <summary>What every silo does from time to time.</summary>
    private async Task EachIsLookedAtAsync()
    {
        foreach (var open in await gateway.Documents.OpenErasures().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments))
        {
            await gateway.Grains.GetGrain<IErasureGrain>(open.Erasure).EnsureRunningAsync();
        }
    }

    private async Task<ErasureRecord> IsDoneAsync(string id)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        while (true)
        {
            await EachIsLookedAtAsync();
            if (await gateway.Documents.Erasures().ReadAsync(id) is { FinishedAt: not null } done
                && await gateway.Documents.OpenErasures().ReadAsync(id) is null)
            {
                return done;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }
}
