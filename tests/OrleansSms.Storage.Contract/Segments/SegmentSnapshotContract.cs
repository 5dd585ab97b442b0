using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Storage.Contract.Segments;

/// <summary>Snapshots of segments.</summary>
public abstract class SegmentSnapshotContract : ContactSamples
{
    private const int Contacts = (2 * ISegmentSnapshots.PageSize) + 5;

    [Fact]
    public async Task A_snapshot_holds_each_match_once_in_pages()
    {
        await Fill(Contacts);
        await Fill(3, OtherAccount);

        Assert.Equal(Contacts - 1, await Audience.Snapshots.TakeAsync("snap", Account, Filter("last != 7"), Now));

        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(page => Audience.Snapshots.ReadPageAsync("snap", page)));
        Assert.Equal([1_000, 1_000, 4, 0], pages.Select(page => page.Count));
        Assert.Equal(Enumerable.Range(1, Contacts).Where(last => last != 7).Select(Number), pages.SelectMany(page => page));
    }

    [Fact]
    public async Task One_that_was_taken_stays_as_it_is()
    {
        await Fill(3);
        await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now);
        await Fill(5);

        Assert.Equal(3, await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now));
        Assert.Equal(3, (await Audience.Snapshots.ReadPageAsync("snap", 0)).Count);

        await Audience.Snapshots.DeleteAsync("snap");
        Assert.Equal(5, await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now));
    }

    [Fact]
    public async Task A_number_that_is_forgotten_leaves_its_place_to_nobody()
    {
        await Fill(ISegmentSnapshots.PageSize + 3);
        await Fill(3, OtherAccount);
        await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now);
        await Audience.Snapshots.TakeAsync("part", Account, Filter("last <= 3"), Now);
        await Audience.Snapshots.TakeAsync("others", OtherAccount, Filter(""), Now);

        foreach (var last in new[] { 2, 1, ISegmentSnapshots.PageSize, ISegmentSnapshots.PageSize + 1, 2 })
        {
            await Audience.Snapshots.ForgetAsync(Account, Number(last));
        }

        var pages = await Task.WhenAll(Enumerable.Range(0, 2).Select(page => Audience.Snapshots.ReadPageAsync("snap", page)));
        Assert.Equal([default, default, Number(3)], pages[0].Take(3));
        Assert.Equal([Number(ISegmentSnapshots.PageSize - 1), default], pages[0].Skip(ISegmentSnapshots.PageSize - 2));
        Assert.Equal([default, Number(ISegmentSnapshots.PageSize + 2), Number(ISegmentSnapshots.PageSize + 3)], pages[1]);
        Assert.Equal([default, default, Number(3)], await Audience.Snapshots.ReadPageAsync("part", 0));
        Assert.Equal([Number(1), Number(2), Number(3)], await Audience.Snapshots.ReadPageAsync("others", 0));
        Assert.Equal(ISegmentSnapshots.PageSize + 3, await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now));
    }

    [Fact]
    public async Task Of_numbers_that_are_forgotten_at_the_same_time_none_is_put_back()
    {
        const int Forgotten = 20;
        await Fill(Forgotten + 1);
        await Audience.Snapshots.TakeAsync("snap", Account, Filter(""), Now);

        await Task.WhenAll(Enumerable.Range(1, Forgotten).Select(last => Audience.Snapshots.ForgetAsync(Account, Number(last))));

        Assert.Equal([.. new Msisdn[Forgotten], Number(Forgotten + 1)], await Audience.Snapshots.ReadPageAsync("snap", 0));
    }

    [Fact]
    public async Task Nobody_matches_in_an_account_without_contacts()
    {
        Assert.Equal(0, await Audience.Snapshots.TakeAsync("snap", "acc_none", Filter(""), Now));
        Assert.Empty(await Audience.Snapshots.ReadPageAsync("snap", 0));
    }
}
