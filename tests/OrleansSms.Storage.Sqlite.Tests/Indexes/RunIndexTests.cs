using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Tests.Indexes;

public sealed class RunIndexTests
{
    [Theory]
    [InlineData(1, 1 << 20)]
    [InlineData(2, 1 << 20)]
    [InlineData(3, 4_000)]
    [InlineData(4, 0)]
    public void What_was_added_is_found_through_joins_failed_commits_and_starts_and_nothing_else_is(int seed, long filterBytes)
    {
        var random = new Random(seed);
        using var file = new IndexFile(recentEntries: 100, filterBytes);
        var expected = new Dictionary<ulong, SortedSet<long>>();
        for (var round = 0; round < 3_000; round++)
        {
            var entries = Entries(random, round);
            var fails = random.Next(10) == 0;
            file.Commit(entries, fails, isIdle: random.Next(20) == 0);
            foreach (var entry in fails ? [] : entries)
            {
                expected.TryAdd(entry.Hash, []);
                expected[entry.Hash].Add(entry.Reference);
            }

            if (random.Next(300) == 0)
            {
                file.Reopen();
            }
        }

        Compare(expected, file);
        file.Rest();
        Compare(expected, file);
        file.Reopen();
        Compare(expected, file);
        for (var i = 0; i < 1_000; i++)
        {
            var other = (ulong)random.NextInt64();
            Assert.True(expected.ContainsKey(other) || file.Find(other).Length == 0);
        }
    }

    [Fact]
    public void Few_runs_stand_side_by_side_however_many_entries_there_are()
    {
        var random = new Random(1);
        using var file = new IndexFile(recentEntries: 100);
        for (var round = 0; round < 4_000; round++)
        {
            file.Commit(Entries(random, round, count: 20));
        }

        file.Rest();

        // 80,000 entries are hundreds of the least runs; seven of each of four sizes may stand.
        Assert.InRange(file.Count("runs"), 1, 28);
    }

    [Fact]
    public void Runs_of_which_nothing_is_needed_go_and_leave_no_page()
    {
        var random = new Random(1);
        using var file = new IndexFile(recentEntries: 100);
        for (var round = 0; round < 500; round++)
        {
            file.Commit(Entries(random, round, count: 20));
        }

        file.Index.Floor = long.MaxValue;
        file.Rest();

        Assert.Equal(0, file.Count("runs"));
        Assert.Equal(0, file.Count("run_pages"));
    }

    [Fact]
    public void What_a_kill_has_left_half_made_is_removed()
    {
        var random = new Random(1);
        using var file = new IndexFile(recentEntries: 3_000);
        while (file.Count("runs") == 0)
        {
            file.Commit(Entries(random, (int)file.Mark, count: 50));
        }

        // It takes several slices, and has had one.
        Assert.Equal(0, file.Index.Covered);
        var half = file.Count("run_pages");
        file.Reopen();
        file.Rest();

        Assert.NotEqual(0, half);
        Assert.Equal(file.Count("runs") == 0, file.Count("run_pages") == 0);
        Assert.Equal(0, file.Connection.Scalar("SELECT count(*) FROM runs WHERE whole = 0"));
    }

    [Fact]
    public async Task A_reader_finds_everything_while_runs_are_made_joined_and_removed()
    {
        using var file = new IndexFile(recentEntries: 200);
        var random = new Random(1);
        var hashes = new List<ulong>();
        using var stop = new CancellationTokenSource();
        var known = 0;
        var reading = Task.Run(() =>
        {
            using var connection = file.OpenReader();
            var found = new List<IndexEntry>();
            var looked = 0;
            for (var turn = new Random(2); !stop.IsCancellationRequested || looked < 1_000;)
            {
                var count = Volatile.Read(ref known);
                if (count > 0)
                {
                    var at = turn.Next(count);
                    Assert.True(file.Index.MayHold(HashAt(at)), $"Entry {at} of {count} is not held.");
                    file.Index.Find(connection, HashAt(at), found);
                    Assert.Contains(found, entry => entry.Reference == at);
                    looked++;
                }
            }
        });
        for (var round = 0; round < 3_000; round++)
        {
            file.Commit([.. Enumerable.Range(known, 10).Select(at => new IndexEntry(HashAt(at), at))]);
            Volatile.Write(ref known, known + 10);
        }

        await stop.CancelAsync();
        await reading;
    }

    /// <summary>Hashes as even as those of keys.</summary>
    private static ulong HashAt(int number) => Math.Max((ulong)new Random(number).NextInt64() * 2, 1);

    private static List<IndexEntry> Entries(Random random, int round, int count = 8) =>
        [.. Enumerable.Range(0, random.Next(1, count)).Select(i => new IndexEntry(
            random.Next(10) == 0 ? 0xDEAD_0000_0000_0000 + (ulong)random.Next(5) : Math.Max((ulong)random.NextInt64() * 2, 1), (round * 100L) + i))];

    private static void Compare(Dictionary<ulong, SortedSet<long>> expected, IndexFile file)
    {
        foreach (var (hash, references) in expected)
        {
            Assert.Equal(references, file.Find(hash));
        }
    }
}
