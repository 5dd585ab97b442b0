using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Segments;

/// <summary>A snapshot that was being written when the process ended.</summary>
public sealed class BrokenOffSnapshotTests : ContactSamples
{
    private readonly SqliteStores _stores = SqliteStores.Open();

    [Fact]
    public async Task A_number_is_forgotten_in_what_is_left_of_it_and_it_is_taken_anew()
    {
        await Fill(3);
        await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now);
        await _stores.Database.Writer.WriteAsync(
            CommitLane.Bulk,
            1,
            static session =>
            {
                session.Connection.Prepare("UPDATE segment_snapshot_totals SET total = -1").Run();
                return true;
            },
            default);

        await Audience.Snapshots.ForgetAsync(Account, Number(2));
        Assert.Equal([Number(1), default, Number(3)], await Audience.Snapshots.ReadPageAsync("snap", 0));

        await Fill(4);
        Assert.Equal(4, await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now));
        Assert.Equal([Number(1), Number(2), Number(3), Number(4)], await Audience.Snapshots.ReadPageAsync("snap", 0));
    }

    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(_stores);
}
