using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;
using Xunit.Abstractions;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>What messages cost in requests: each is paid for, whatever is in it.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class CostTests(StorageAccount account, ITestOutputHelper output)
{
    private const int Flows = 8;
    private const int PagesPerFlow = 10;
    private const int PageMessages = 250;
    private const int MostPerThousand = 120;

    private static readonly BindKey Bind = new("north", 0);

    [Fact]
    public async Task A_thousand_messages_with_their_receipts_cost_few_requests()
    {
        await using var stores = await AzureStores.OpenAsync(account);
        var epoch = (await stores.Messages.ClaimBindAsync(Bind)).Epoch;
        var samples = new Samples(TimeProvider.System);
        await stores.Database.FlushAsync();
        var before = stores.Database.Requests;
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Flows).Select(flow => Task.Run(async () =>
        {
            for (var page = 0; page < PagesPerFlow; page++)
            {
                await LiveAsync(stores.Messages, samples, epoch, flow);
            }
        })));
        var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(started);
        await stores.Database.FlushAsync();

        const int Messages = Flows * PagesPerFlow * PageMessages;
        var perThousand = (stores.Database.Requests - before) * 1_000.0 / Messages;
        output.WriteLine($"{perThousand:F1} requests per 1,000 messages; {Messages / elapsed.TotalSeconds:F0} messages/s");
        Assert.True(perThousand <= MostPerThousand, $"{perThousand:F1} requests per 1,000 messages.");
    }

    /// <summary>The life of a page of messages: accepted, about to be sent, sent, delivered.</summary>
    private static async Task LiveAsync(IMessageStore store, Samples samples, long epoch, int flow)
    {
        var page = Enumerable.Range(0, PageMessages).Select(i => samples.Queued(Bind, samples.Message($"acc_{flow % 2}", 447700900000 + i))).ToList();
        await store.CommitAsync(new ChangeSet { NewMessages = page }, CommitLane.Bulk);
        await store.CommitAsync(new ChangeSet { Intent = new SubmitIntent(Bind, epoch, [.. page.Select(static created => created.Message.Id)]) }, CommitLane.Urgent);
        await store.CommitAsync(new ChangeSet { Changes = [.. page.Select((created, i) => Sent(created, i))] }, CommitLane.Urgent);
        await store.CommitAsync(new ChangeSet { Changes = [.. page.Select((created, i) => Delivered(created, i))] }, CommitLane.Urgent);

        MessageChange Sent(NewMessage created, int i) =>
            samples.Sent(created.Message.Id, smscId: Smsc(created, i)) with { OpenReceipt = new ReceiptKey("north", Smsc(created, i), 0) };

        MessageChange Delivered(NewMessage created, int i) =>
            samples.Delivered(created.Message.Id) with { CloseReceipt = new ReceiptKey("north", Smsc(created, i), 0) };

        static string Smsc(NewMessage created, int i) => $"{created.Message.Id.Value.Low:x16}{i}";
    }
}
