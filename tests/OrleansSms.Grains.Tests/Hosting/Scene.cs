using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Routing;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>One test's numbers, account and carriers.</summary>
public sealed class Scene(Gateway gateway, int block)
{
    private int _carriers;

    public Gateway Gateway => gateway;

    public string Account { get; } = $"acc_{block}";

    public string Prefix { get; } = $"4477{block:000}";

    public ISubmissionGrain Submission => gateway.Grains.GetGrain<ISubmissionGrain>(Account);

    public string Number(int index) => $"+{Prefix}{index:00000}";

    public Task SetAccountAsync(int tps = 0, int backlogSeconds = 3_600, RecipientCap? cap = null) =>
        gateway.Grains.GetGrain<IAccountGrain>(Account).ConfigureAsync(
            new AccountConfig { Id = Account, DefaultFrom = $"{60_000 + block}", TpsLimit = tps, MaxBacklogSeconds = backlogSeconds, RecipientCap = cap });

    /// <summary>Sets up carriers in the order of the route.</summary>
    public async Task<CarrierConfig[]> SetCarriersAsync(params CarrierConfig[] carriers)
    {
        foreach (var carrier in carriers)
        {
            await SetCarrierAsync(carrier);
        }

        await gateway.Grains.GetGrain<IRoutingGrain>(0).PutAsync(
            new RouteConfig { Id = $"rte_{block}", Prefix = Prefix, Carriers = [.. carriers.Select(carrier => carrier.Id)] });
        return carriers;
    }

    /// <summary>Sets up the account, and one carrier that answers nothing until it breaks its silence: of its window of two one place is for codes, so that all but the first message waits.</summary>
    internal async Task<ScriptedCarrier> SilentCarrierAsync()
    {
        await SetAccountAsync();
        var carrier = new ScriptedCarrier(_ => null);
        await SetCarriersAsync(Carrier(carrier.Port, window: 2));
        return carrier;
    }

    public Task SetCarrierAsync(CarrierConfig carrier) => gateway.Grains.GetGrain<ICarrierGrain>(carrier.Id).ConfigureAsync(carrier);

    public CarrierConfig Carrier(int port, int window = 10) =>
        new() { Id = $"car-{block}-{++_carriers}", Host = "127.0.0.1", Port = port, SystemId = "test", WindowSize = window };

    public ICarrierBindGrain Bind(CarrierConfig carrier, int index = 0) => gateway.Grains.GetGrain<ICarrierBindGrain>($"{carrier.Id}/{index}");

    /// <summary>Asks a bind how it is doing until it is so.</summary>
    public async Task<BindState> StateAsync(CarrierConfig carrier, Func<BindState, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        while (true)
        {
            var state = await Bind(carrier).GetStateAsync();
            if (isSo(state))
            {
                return state;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }

    public Task<bool> DeleteCarrierAsync(CarrierConfig carrier) => gateway.Grains.GetGrain<ICarrierGrain>(carrier.Id).DeleteAsync();

    /// <summary>Queues a message at a bind as a submission would, with times of the test's own. Unless it is announced, only the store knows of it.</summary>
    public async Task<Message> QueueAsync(
        CarrierConfig carrier, string to, TimeSpan validity, TimeSpan age = default, string? account = null, MessageCategory category = MessageCategory.Transactional, bool announce = true)
    {
        var now = TimeProvider.System.GetUnixMicros();
        var message = new Message
        {
            Id = new MessageId(gateway.Services.GetRequiredService<IdGenerator>().Next()),
            Account = account ?? Account,
            To = new Msisdn(long.Parse(to[1..], CultureInfo.InvariantCulture)),
            From = "60000",
            Body = "Hello",
            Category = category,
            Segments = 1,
            CreatedAt = now - UnixMicros.From(age),
            ExpiresAt = now + UnixMicros.From(validity),
        };
        var row = new NewMessage(message, MessageStatus.Queued, null, new BindKey(carrier.Id, 0), null, [new TimelineEntry(now, TimelineKind.Accepted)]);
        await gateway.Store.CommitAsync(new ChangeSet { NewMessages = [row] }, CommitLane.Bulk);
        if (announce)
        {
            await Bind(carrier).EnqueueAsync([new QueuedMessage(message, 0, 0)]);
        }

        return message;
    }

    public Task<SubmitResult> SubmitAsync(SubmitRequest request) => Submission.SubmitAsync(request).WaitAsync(Gateway.Limit);

    public async Task<MessageId> SendAsync(string to, MessageCategory category = MessageCategory.Transactional, string body = "Hello")
    {
        var result = await SubmitAsync(Request(to, category, body));
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        return result.Message!.Id;
    }

    public async Task<SubmitResult> SendAllAsync(IEnumerable<string> to, MessageCategory category = MessageCategory.Transactional)
    {
        var result = await SubmitAsync(new SubmitRequest { Body = "Hello", Category = category, IsBatch = true, Recipients = [.. to.Select(number => new SubmitRecipient(number))] });
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        return result;
    }

    public static SubmitRequest Request(string to, MessageCategory category = MessageCategory.Transactional, string body = "Hello") =>
        new() { Body = body, Category = category, Recipients = [new SubmitRecipient(to)] };

    public async Task<MessageRecord> ReadAsync(MessageId id) => Assert.Single(await gateway.Store.ReadAsync([id]));

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(MessageId id) => (await gateway.Store.ReadTimelineAsync(id))!;

    /// <summary>Waits until so many events of a kind stand in the account's log.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> WaitAsync(EventType type, int count = 1, MessageId? message = null)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        var (seen, found) = (new List<LoggedEvent>(), new List<LoggedEvent>());
        EventId? after = null;
        while (found.Count < count)
        {
            try
            {
                await gateway.Events.WaitAsync(Account, after, limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{found.Count} of {count} {type} came within {Gateway.Limit}; the log has: {string.Join("; ", seen)}.");
            }

            var page = await gateway.Events.ReadAsync(Account, after, 1_000, limit.Token);
            seen.AddRange(page);
            found.AddRange(page.Where(entry => entry.Type == type && (message is null || entry.Message == message)));
            after = page.Count > 0 ? page[^1].Id : after;
        }

        return found;
    }
}
