using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>Three silos on one store.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class SiloTests(StorageAccount account) : IAsyncLifetime
{
    private const int Silos = 3;

    private static readonly BindKey Bind = new("north", 0);

    private readonly Samples _new = new(TimeProvider.System);
    private InProcessTestCluster _cluster = null!;

    private IReadOnlyList<IMessageStore> Stores => [.. _cluster.Silos.Select(silo => Service<IMessageStore>(silo))];

    public async Task InitializeAsync()
    {
        var prefix = StorageAccount.Unique("s");
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddAzureStorage(options => (options.ConnectionString, options.Prefix) = (account.ConnectionString, prefix));
            silo.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task What_one_silo_commits_all_read()
    {
        var created = _new.Queued(Bind);
        await Stores[0].CommitAsync(new ChangeSet { NewMessages = [created] }, CommitLane.Urgent);

        foreach (var store in Stores)
        {
            Assert.Equivalent(created.Message, Assert.Single(await store.ReadAsync([created.Message.Id])).Message, strict: true);
            Assert.Equal(created.Timeline, await store.ReadTimelineAsync(created.Message.Id));
            Assert.Equal(created.Message.Id, Assert.Single(await store.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 10)).Message.Id);
        }
    }

    [Fact]
    public async Task Of_requests_with_one_key_on_all_silos_one_is_written()
    {
        var commits = Enumerable.Range(0, 60).Select(i => Stores[i % Silos].CommitAsync(
            new ChangeSet { Idempotency = _new.Request(7), NewMessages = [_new.Queued(Bind)] }, CommitLane.Bulk));

        var results = await Task.WhenAll(commits);

        Assert.Single(results, static result => result.Outcome == CommitOutcome.Written);
        Assert.NotNull(await Stores[2].FindAnswerAsync(_new.Request(7).Key));
    }

    [Fact]
    public async Task Of_owners_of_a_bind_on_different_silos_only_the_last_claimer_sends()
    {
        var created = _new.Queued(Bind);
        await Stores[0].CommitAsync(new ChangeSet { NewMessages = [created] }, CommitLane.Urgent);
        var claims = await Task.WhenAll(Stores.Select(store => store.ClaimBindAsync(Bind)));

        var intents = await Task.WhenAll(Stores.Select((store, i) => store.CommitAsync(
            new ChangeSet { Intent = new SubmitIntent(Bind, claims[i].Epoch, [created.Message.Id]) }, CommitLane.Urgent)));

        Assert.Equal([1L, 2L, 3L], claims.Select(static claim => claim.Epoch).Order());
        Assert.Equal(CommitOutcome.Written, intents[Array.FindIndex(claims, static claim => claim.Epoch == Silos)].Outcome);
        Assert.Single(intents, static intent => intent.Outcome == CommitOutcome.Written);
    }

    [Fact]
    public async Task Whoever_is_told_first_status_only_goes_forward_and_each_step_is_told_once()
    {
        var created = _new.Queued(Bind);
        await Stores[0].CommitAsync(new ChangeSet { NewMessages = [created] }, CommitLane.Urgent);

        MessageStatus[] told = [MessageStatus.Sent, MessageStatus.Undelivered, MessageStatus.Delivered];
        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Stores[i % Silos].CommitAsync(
            new ChangeSet { Changes = [_new.Change(created.Message.Id, told[i / 10]) with { SentSegments = 1, DeliveredSegments = 1 }] }, CommitLane.Urgent)));

        var steps = results.Select(static result => result.States[0]).Where(static state => state.Before != state.After).OrderBy(static state => state.Before).ToList();
        Assert.All(steps.Zip(steps.Skip(1)), static pair => Assert.Equal(pair.First.After, pair.Second.Before));
        var events = await Service<IEventLog>(_cluster.Silos[1]).ReadAsync("acc_one", null, 100);
        Assert.Equal(2 + steps.Count, events.Count);
        Assert.Equal(events.Select(static entry => entry.Type).Order(), events.Select(static entry => entry.Type));
    }

    [Fact]
    public async Task A_follower_on_another_silo_hears_of_every_event()
    {
        var log = Service<IEventLog>(_cluster.Silos[2]);
        var waiting = log.WaitAsync("acc_one", null);
        await Stores[0].CommitAsync(new ChangeSet { NewMessages = [_new.Queued(Bind)] }, CommitLane.Urgent);

        await waiting;

        Assert.Equal(2, (await log.ReadRecordsAsync("acc_one", null, 10)).Count);
    }

    [Fact]
    public async Task An_opt_out_that_one_silo_has_confirmed_all_know()
    {
        var recipient = new Msisdn(447700900123);
        Assert.Null(await Service<IRecipientStore>(_cluster.Silos[1]).ReadAsync(recipient));
        var state = new RecipientState { OptOuts = [new OptOut("acc_one", 5, "msg_1", "STOP")] };
        await Service<IRecipientStore>(_cluster.Silos[0]).WriteAsync(recipient, state);

        Assert.Equal(state.OptOuts, (await Service<IRecipientStore>(_cluster.Silos[1]).ReadAsync(recipient))!.OptOuts);
    }

    [Fact]
    public async Task When_silos_die_one_after_the_other_nothing_that_was_confirmed_is_lost()
    {
        var confirmed = new List<MessageId>();
        for (var round = 0; round < Silos - 1; round++)
        {
            var commits = Enumerable.Range(0, 300).Select(async i =>
            {
                var created = _new.Queued(Bind);
                await Stores[^1].CommitAsync(new ChangeSet { NewMessages = [created] }, CommitLane.Bulk);
                return created.Message.Id;
            }).ToList();
            await _cluster.KillSiloAsync(_cluster.Silos[0]);
            confirmed.AddRange(await Task.WhenAll(commits));
        }

        Assert.Equal(confirmed.Count, (await Stores[0].ReadAsync(confirmed)).Count);
        var events = await Service<IEventLog>(_cluster.Silos[0]).ReadAsync("acc_one", null, int.MaxValue);
        Assert.Equal(confirmed.Count * 2, events.Count);
    }

    private T Service<T>(InProcessSiloHandle silo)
        where T : notnull => _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<T>();
}
