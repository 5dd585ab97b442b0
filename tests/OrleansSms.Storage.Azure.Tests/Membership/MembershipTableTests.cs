using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Membership;

namespace OrleansSms.Storage.Azure.Tests.Membership;

[Collection(StorageAccountCollection.Name)]
public sealed class MembershipTableTests(StorageAccount account) : IAsyncLifetime
{
    private readonly string _cluster = StorageAccount.Unique("cluster");
    private readonly TableClient _rows = account.Tables.GetTableClient(MembershipTable.DefaultName);
    private int _generations;

    private MembershipTable Table => new(_rows, _cluster);

    public Task InitializeAsync() => Table.InitializeMembershipTable(true);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_new_cluster_has_version_0_and_no_silo()
    {
        var read = await Table.ReadAll();

        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
    }

    [Fact]
    public async Task Initialising_again_leaves_the_cluster_as_it_is()
    {
        await JoinAsync(NewSilo());

        await Table.InitializeMembershipTable(true);

        Assert.Equal(1, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task A_silo_is_read_as_it_was_written()
    {
        var silo = NewSilo();
        silo.SuspectTimes =
        [
            Tuple.Create(NewSilo().SiloAddress, new DateTime(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc)),
            Tuple.Create(NewSilo().SiloAddress, new DateTime(2030, 1, 2, 3, 4, 6, 789, DateTimeKind.Utc)),
        ];
        await JoinAsync(silo);

        var read = await Table.ReadRow(silo.SiloAddress);

        Assert.Equal(1, read.Version.Version);
        var (found, _) = Assert.Single(read.Members);
        Assert.Equal(silo.ToFullString(), found.ToFullString());
        Assert.Equal(silo.SuspectTimes, found.SuspectTimes);
        Assert.Equal((silo.StartTime, silo.IAmAliveTime, silo.ProxyPort), (found.StartTime, found.IAmAliveTime, found.ProxyPort));
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_not_found_but_the_version_is()
    {
        await JoinAsync(NewSilo());

        var read = await Table.ReadRow(NewSilo().SiloAddress);

        Assert.Empty(read.Members);
        Assert.Equal(1, read.Version.Version);
    }

    [Fact]
    public async Task Every_column_is_text_as_the_official_provider_writes_it()
    {
        var silo = NewSilo();
        await JoinAsync(silo);

        var row = (await _rows.GetEntityAsync<TableEntity>(_cluster, $"10.1.2.3-11111-{silo.SiloAddress.Generation}")).Value;

        Assert.All(row.Where(column => column.Key is not "Timestamp"), column => Assert.IsType<string>(column.Value));
        Assert.Equal(
            ("10.1.2.3", "11111", "30000", "Joining", "2030-01-01 00:00:00.000 GMT"),
            (row.GetString("Address"), row.GetString("Port"), row.GetString("ProxyPort"), row.GetString("Status"), row.GetString("StartTime")));
        Assert.Equal(_cluster, row.GetString("DeploymentId"));
        Assert.Equal(silo.SiloName, row.GetString("InstanceName"));
        Assert.Equal("", row.GetString("SuspectingSilos"));
    }

    [Fact]
    public async Task Of_two_silos_that_join_on_the_same_version_one_must_try_again()
    {
        var version = (await Table.ReadAll()).Version.Next();

        Assert.True(await Table.InsertRow(NewSilo(), version));
        Assert.False(await Table.InsertRow(NewSilo(), version));

        Assert.Single((await Table.ReadAll()).Members);
    }

    [Fact]
    public async Task A_silo_cannot_be_inserted_twice()
    {
        var silo = NewSilo();
        await JoinAsync(silo);
        var version = (await Table.ReadAll()).Version.Next();

        Assert.False(await Table.InsertRow(silo, version));

        Assert.Equal(1, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task A_silo_that_was_changed_meanwhile_is_not_overwritten_and_the_version_stays()
    {
        var silo = NewSilo();
        await JoinAsync(silo);
        var before = await Table.ReadAll();
        var etag = before.Members[0].Item2;
        silo.Status = SiloStatus.Active;
        Assert.True(await Table.UpdateRow(silo, etag, before.Version.Next()));

        silo.Status = SiloStatus.Dead;
        var outdated = await Table.UpdateRow(silo, etag, (await Table.ReadAll()).Version.Next());

        Assert.False(outdated);
        var after = await Table.ReadAll();
        Assert.Equal(SiloStatus.Active, after.Members[0].Item1.Status);
        Assert.Equal(2, after.Version.Version);
    }

    [Fact]
    public async Task A_change_on_an_outdated_version_is_refused_whole()
    {
        var silo = NewSilo();
        await JoinAsync(silo);
        var before = await Table.ReadAll();
        await JoinAsync(NewSilo());

        silo.Status = SiloStatus.Active;
        Assert.False(await Table.UpdateRow(silo, before.Members[0].Item2, before.Version.Next()));

        Assert.Equal(SiloStatus.Joining, (await Table.ReadRow(silo.SiloAddress)).Members[0].Item1.Status);
    }

    [Fact]
    public async Task Being_alive_changes_the_time_and_nothing_else()
    {
        var silo = NewSilo();
        await JoinAsync(silo);
        var alive = new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = silo.IAmAliveTime.AddMinutes(5) };

        await Table.UpdateIAmAlive(alive);

        var read = await Table.ReadRow(silo.SiloAddress);
        Assert.Equal(alive.IAmAliveTime, read.Members[0].Item1.IAmAliveTime);
        Assert.Equal(silo.HostName, read.Members[0].Item1.HostName);
        Assert.Equal(1, read.Version.Version);
    }

    [Fact]
    public async Task A_read_of_many_pages_holds_every_silo_and_both_boundaries()
    {
        const int Silos = 1_100;
        await InsertDirectlyAsync(Enumerable.Range(0, Silos).Select(_ => NewSilo()));
        await JoinAsync(NewSilo());

        var read = await Table.ReadAll();

        Assert.Equal(Silos + 1, read.Members.Count);
        Assert.Equal("1", (await _rows.GetEntityAsync<TableEntity>(_cluster, "!Start")).Value.GetString("MembershipVersion"));
        Assert.Equal("1", (await _rows.GetEntityAsync<TableEntity>(_cluster, "~End")).Value.GetString("MembershipVersion"));
    }

    [Fact]
    public async Task A_read_whose_boundaries_never_match_is_not_taken_for_a_whole_one()
    {
        await JoinAsync(NewSilo());
        await _rows.UpdateEntityAsync(new TableEntity(_cluster, "~End") { ["MembershipVersion"] = "99" }, ETag.All);

        await Assert.ThrowsAsync<OrleansException>(Table.ReadAll);
    }

    [Fact]
    public async Task Silos_that_died_long_ago_are_cleaned_up_and_no_other()
    {
        var (old, active, fresh) = (NewSilo(), NewSilo(), NewSilo());
        old.Status = SiloStatus.Dead;
        active.Status = SiloStatus.Active;
        fresh.Status = SiloStatus.Dead;
        fresh.IAmAliveTime = fresh.StartTime.AddDays(9);
        foreach (var silo in new[] { old, active, fresh })
        {
            await JoinAsync(silo);
        }

        await Table.CleanupDefunctSiloEntries(old.StartTime.AddDays(7));

        var left = (await Table.ReadAll()).Members.Select(member => member.Item1.SiloAddress).ToHashSet();
        Assert.Equal([active.SiloAddress, fresh.SiloAddress], left);
    }

    [Fact]
    public async Task A_cluster_that_is_deleted_leaves_no_row_and_others_alone()
    {
        await JoinAsync(NewSilo());
        var other = new MembershipTable(_rows, StorageAccount.Unique("cluster"));
        await other.InitializeMembershipTable(true);

        await other.DeleteMembershipTableEntries(_cluster);

        Assert.Empty(await _rows.QueryAsync<TableEntity>(row => row.PartitionKey == _cluster).ToListAsync());
        Assert.Equal(0, (await other.ReadAll()).Version.Version);
        Assert.NotEqual("", (await other.ReadAll()).Version.VersionEtag);
    }

    private MembershipEntry NewSilo()
    {
        var started = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var generation = ++_generations;
        return new()
        {
            SiloAddress = SiloAddress.New(new System.Net.IPAddress([10, 1, 2, 3]), 11111, generation),
            HostName = "host",
            SiloName = $"silo-{generation}",
            RoleName = "role",
            Status = SiloStatus.Joining,
            ProxyPort = 30000,
            StartTime = started,
            IAmAliveTime = started.AddSeconds(1),
        };
    }

    private async Task JoinAsync(MembershipEntry silo) =>
        Assert.True(await Table.InsertRow(silo, (await Table.ReadAll()).Version.Next()));

    private async Task InsertDirectlyAsync(IEnumerable<MembershipEntry> silos)
    {
        foreach (var batch in silos.Chunk(100))
        {
            await _rows.SubmitTransactionAsync(
                batch.Select(silo => new TableTransactionAction(TableTransactionActionType.Add, SiloRow.From(_cluster, silo))));
        }
    }
}
