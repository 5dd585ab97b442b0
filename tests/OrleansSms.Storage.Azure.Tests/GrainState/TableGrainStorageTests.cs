using Azure.Data.Tables;
using Orleans.Storage;
using OrleansSms.Storage.Azure.GrainState;

namespace OrleansSms.Storage.Azure.Tests.GrainState;

[Collection(StorageAccountCollection.Name)]
public sealed class TableGrainStorageTests(StorageAccount account) : GrainStateTests, IAsyncLifetime
{
    private readonly TableClient _rows = account.Tables.GetTableClient(TableGrainStorage.DefaultName);

    private protected override IGrainStorage Storage => Keeping(deleteOnClear: false);

    private string Partition => $"service_{Grain}".Replace('/', '_').Replace('#', '_');

    public Task InitializeAsync() => _rows.CreateIfNotExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Large_state_is_spread_over_columns_of_64_KiB()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"{number} "));
        await WriteAsync(text);

        Assert.Equal(text, (await ReadAsync()).State!.Text);
        var row = await RowAsync();
        Assert.Equal(65_536, row.GetBinary("Data").Length);
        Assert.Equal(65_536, row.GetBinary("Data1").Length);
        Assert.InRange(row.GetBinary("Data3").Length, 1, 65_536);
    }

    [Fact]
    public async Task State_that_became_smaller_leaves_no_chunk_behind()
    {
        await WriteAsync(new string('x', 200_000));
        await WriteAsync("small");

        Assert.Equal("small", (await ReadAsync()).State!.Text);
        Assert.False((await RowAsync()).ContainsKey("Data1"));
    }

    [Fact]
    public async Task State_as_large_as_allowed_is_kept()
    {
        var text = new string('x', StateChunks.MaxBytes - "{\"Text\":\"\"}".Length);
        await WriteAsync(text);

        Assert.Equal(text, (await ReadAsync()).State!.Text);
    }

    [Fact]
    public async Task State_that_is_too_large_is_refused_with_what_to_do_and_the_old_one_stays()
    {
        await WriteAsync("small");

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(new string('x', StateChunks.MaxBytes)));

        Assert.Contains("AzureBlobStorage", refused.Message, StringComparison.Ordinal);
        Assert.Equal("small", (await ReadAsync()).State!.Text);
    }

    [Fact]
    public async Task A_cleared_states_row_stays_so_that_its_etag_guards_it()
    {
        var state = await WriteAsync("first");
        await Storage.ClearStateAsync("state", Grain, state);

        var row = await RowAsync();

        Assert.False(row.ContainsKey("Data"));
        Assert.Equal(row.ETag.ToString(), state.ETag);
    }

    [Fact]
    public async Task Where_it_is_configured_a_cleared_states_row_goes()
    {
        var state = await WriteAsync("first");

        await Keeping(deleteOnClear: true).ClearStateAsync("state", Grain, state);

        Assert.Null(state.ETag);
        Assert.False((await _rows.GetEntityIfExistsAsync<TableEntity>(Partition, "state")).HasValue);
    }

    [Fact]
    public async Task Where_rows_go_state_that_was_changed_meanwhile_stays()
    {
        var (one, other) = (await WriteAsync("first"), await ReadAsync());
        await Storage.WriteStateAsync("state", Grain, one);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Keeping(deleteOnClear: true).ClearStateAsync("state", Grain, other));

        Assert.True((await ReadAsync()).RecordExists);
    }

    private TableGrainStorage Keeping(bool deleteOnClear) => new("Test", _rows, "service", deleteOnClear, Tools);

    private async Task<TableEntity> RowAsync() => (await _rows.GetEntityAsync<TableEntity>(Partition, "state")).Value;
}
