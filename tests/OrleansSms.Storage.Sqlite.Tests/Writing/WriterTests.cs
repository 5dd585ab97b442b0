using System.Diagnostics.Metrics;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Writing;

public sealed class WriterTests
{
    [Fact]
    public async Task An_urgent_set_joins_the_very_next_commit()
    {
        await using var stores = SqliteStores.Open(configure: options => options.BulkRowsPerCommit = 2);
        var writer = stores.Database.Writer;
        using var gate = new ManualResetEventSlim();
        var order = new List<string>();
        Task<bool> Write(CommitLane lane, string name) => writer.WriteAsync(
            lane,
            1,
            _ =>
            {
                gate.Wait();
                order.Add(name);
                return true;
            },
            default);

        var first = Write(CommitLane.Bulk, "first");
        var bulk = Enumerable.Range(0, 4).Select(i => Write(CommitLane.Bulk, $"bulk {i}")).ToList();
        var urgent = Write(CommitLane.Urgent, "urgent");
        gate.Set();
        await Task.WhenAll([first, urgent, .. bulk]);

        // The writer may have taken one or two sets before the gate; the urgent one follows at once.
        Assert.InRange(order.IndexOf("urgent"), 0, 2);
        Assert.Equal(["first", "bulk 0", "bulk 1", "bulk 2", "bulk 3"], order.Where(name => name != "urgent"));
    }

    [Fact]
    public async Task A_job_that_fails_is_told_so_and_its_neighbours_are_written()
    {
        await using var stores = SqliteStores.Open();
        using var gate = new ManualResetEventSlim();
        var writer = stores.Database.Writer;
        var blocked = writer.WriteAsync(CommitLane.Urgent, 1, _ => gate.Wait(TimeSpan.FromMinutes(1)), default);
        var good = writer.WriteAsync(CommitLane.Bulk, 1, session => session.Names.Intern(session.Connection, "good"), default);
        var bad = writer.WriteAsync<int>(CommitLane.Bulk, 1, _ => throw new FormatException("no"), default);
        var better = writer.WriteAsync(CommitLane.Bulk, 1, session => session.Names.Intern(session.Connection, "good"), default);
        gate.Set();

        await blocked;
        await Assert.ThrowsAsync<FormatException>(() => bad);
        Assert.Equal(await good, await better);
    }

    [Fact]
    public async Task Commits_are_measured()
    {
        await using var stores = SqliteStores.Open();
        var commits = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "OrleansSms.Storage")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref commits, value));
        listener.Start();

        await stores.Maintenance.ProbeAsync();

        Assert.True(Interlocked.Read(ref commits) >= 1);
    }
}
