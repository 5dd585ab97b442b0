using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Model;

/// <summary>
/// Random sets against the store and against a model of it, with little room in memory, so that messages move between memory, journal and rows all the
/// time, and with closing, and with crashes of which nothing is left but the files.
/// </summary>
public sealed class ModelTests
{
    private const int Rounds = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task The_store_is_what_its_model_is(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        var (model, samples) = (new StoreModel(), new Samples(time));
        var sets = new RandomSets(random, model, samples);
        await using var stores = SqliteStores.Open(time, options =>
        {
            (options.UnsealedMessages, options.CheckpointMiB) = (random.Next(5, 60), 1);
            options.UnsealedFor = TimeSpan.FromSeconds(20);
        });
        for (var round = 0; round < Rounds; round++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(2_000)));
            await StepAsync(random, stores, sets, model);
            if (round % 20 == 0)
            {
                await new ModelComparison(model, stores, samples.Now).CompareAsync();
            }
        }

        await stores.CrashAsync();
        await new ModelComparison(model, stores, samples.Now).CompareAsync();
    }

    private static async Task StepAsync(Random random, SqliteStores stores, RandomSets sets, StoreModel model)
    {
        switch (random.Next(40))
        {
            case 0:
                await stores.ReopenAsync();
                break;
            case 1:
                await stores.CrashAsync();
                break;
            case < 5:
                await ClaimAsync(stores, model, sets.Bind());
                break;
            default:
                await CommitAsync(stores, model, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => sets.Next())]);
                break;
        }
    }

    private static async Task CommitAsync(SqliteStores stores, StoreModel model, ChangeSet[] sets)
    {
        var results = await stores.Messages.CommitManyAsync(sets, CommitLane.Urgent);

        Assert.Equal(sets.Select(set => Describe(model.Commit(set))), results.Select(Describe));
    }

    private static string Describe(CommitResult result) => $"{result.Outcome}: {string.Join(", ", result.States)}";

    private static async Task ClaimAsync(SqliteStores stores, StoreModel model, BindKey bind)
    {
        var claim = await stores.Messages.ClaimBindAsync(bind);

        Assert.Equivalent(model.Claim(bind), claim, strict: true);
    }
}
