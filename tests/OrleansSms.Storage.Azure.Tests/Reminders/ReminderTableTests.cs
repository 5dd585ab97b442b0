using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Reminders;

namespace OrleansSms.Storage.Azure.Tests.Reminders;

[Collection(StorageAccountCollection.Name)]
public sealed class ReminderTableTests(StorageAccount account) : IAsyncLifetime
{
    private const string Cluster = "cluster";

    private readonly string _service = StorageAccount.Unique("service");
    private readonly TableClient _rows = account.Tables.GetTableClient(ReminderTable.DefaultName);

    private ReminderTable Table => new(_rows, _service, Cluster);

    public Task InitializeAsync() => Table.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_reminder_is_read_as_it_was_written()
    {
        var reminder = Reminder(Grain("a/b"), "wake/up");

        var etag = await Table.UpsertRow(reminder);

        var read = await Table.ReadRow(reminder.GrainId, reminder.ReminderName);
        Assert.Equal(
            (reminder.GrainId, reminder.ReminderName, reminder.StartAt, reminder.Period, etag),
            (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
    }

    [Fact]
    public async Task The_row_has_the_official_providers_keys_and_columns()
    {
        var reminder = Reminder(Grain("a/b"), "wake/up");
        await Table.UpsertRow(reminder);
        var hash = reminder.GrainId.GetUniformHashCode().ToString("X8", null);

        var row = (await _rows.GetEntityAsync<TableEntity>($"{_service}_{hash}", "test_a_b-wake_up")).Value;

        Assert.Equal(
            (_service, Cluster, "test/a/b", "wake/up", "2030-01-01 00:00:00.000 GMT", "00:02:00", hash),
            (row.GetString("ServiceId"), row.GetString("DeploymentId"), row.GetString("GrainReference"), row.GetString("ReminderName"),
                row.GetString("StartAt"), row.GetString("Period"), row.GetString("GrainRefConsistentHash")));
    }

    [Fact]
    public async Task There_is_none_before_one_is_written() => Assert.Null(await Table.ReadRow(Grain("nobody"), "none"));

    [Fact]
    public async Task Only_the_reminder_that_was_read_is_removed()
    {
        var reminder = Reminder(Grain("a"), "x");
        var outdated = await Table.UpsertRow(reminder);
        var present = await Table.UpsertRow(reminder);

        Assert.False(await Table.RemoveRow(reminder.GrainId, reminder.ReminderName, outdated!));
        Assert.NotNull(await Table.ReadRow(reminder.GrainId, reminder.ReminderName));
        Assert.True(await Table.RemoveRow(reminder.GrainId, reminder.ReminderName, present!));
        Assert.False(await Table.RemoveRow(reminder.GrainId, reminder.ReminderName, present!));
    }

    [Fact]
    public async Task A_grain_gets_its_own_reminders_and_not_those_of_one_whose_key_begins_with_its_key()
    {
        foreach (var reminder in new[] { Reminder(Grain("a"), "x"), Reminder(Grain("a"), "y"), Reminder(Grain("a-x"), "z") })
        {
            await Table.UpsertRow(reminder);
        }

        var read = await Table.ReadRows(Grain("a"));

        Assert.Equal(["x", "y"], read.Reminders.Select(reminder => reminder.ReminderName).Order());
    }

    [Fact]
    public async Task A_range_leaves_its_begin_out_and_takes_its_end_in()
    {
        var ring = await FillRingAsync();

        Assert.Equal(ring[1..3], await HashesAsync(ring[0], ring[2]));
        Assert.Equal(ring[1..2], await HashesAsync(ring[0], ring[1]));
        Assert.Empty(await HashesAsync(ring[0], ring[1] - 1));
    }

    [Fact]
    public async Task A_range_whose_begin_is_behind_its_end_goes_across_zero()
    {
        var ring = await FillRingAsync();

        Assert.Equal((List<uint>)[ring[0], ring[^1]], await HashesAsync(ring[^2], ring[0]));
        Assert.Equal(ring[..^1], await HashesAsync(ring[^1], ring[^2]));
    }

    [Fact]
    public async Task A_range_from_a_place_to_itself_is_the_whole_ring()
    {
        var ring = await FillRingAsync();

        Assert.Equal(ring, await HashesAsync(0, 0));
        Assert.Equal(ring, await HashesAsync(ring[1], ring[1]));
        Assert.Equal(ring, await HashesAsync(uint.MaxValue, uint.MaxValue));
    }

    [Fact]
    public async Task A_service_does_not_see_the_reminders_of_one_whose_id_begins_with_its_id()
    {
        await FillRingAsync();
        var longer = new ReminderTable(_rows, _service + "_7F", Cluster);
        await longer.UpsertRow(Reminder(Grain("other"), "other"));

        Assert.DoesNotContain("other", (await Table.ReadRows(0, 0)).Reminders.Select(reminder => reminder.ReminderName));
        Assert.Single((await longer.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task A_cleared_table_is_empty()
    {
        await FillRingAsync();

        await Table.TestOnlyClearTable();

        Assert.Empty(await HashesAsync(0, 0));
    }

    private static GrainId Grain(string key) => GrainId.Create("test", key);

    private static ReminderEntry Reminder(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(2),
    };

    /// <summary>Writes a reminder each for six grains; answers their places on the ring in order.</summary>
    private async Task<List<uint>> FillRingAsync()
    {
        var grains = Enumerable.Range(0, 6).Select(key => Grain($"grain {key}")).ToArray();
        foreach (var grain in grains)
        {
            await Table.UpsertRow(Reminder(grain, "tick"));
        }

        return [.. grains.Select(grain => grain.GetUniformHashCode()).Order()];
    }

    private async Task<List<uint>> HashesAsync(uint begin, uint end) =>
        [.. (await Table.ReadRows(begin, end)).Reminders.Select(reminder => reminder.GrainId.GetUniformHashCode()).Order()];
}
