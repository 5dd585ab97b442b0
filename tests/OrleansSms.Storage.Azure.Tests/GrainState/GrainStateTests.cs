using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansSms.Storage.Azure.GrainState;

namespace OrleansSms.Storage.Azure.Tests.GrainState;

/// <summary>What grains rely on, whichever way their state is kept.</summary>
public abstract class GrainStateTests : IDisposable
{
    private const string Name = "state";

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private protected GrainStateTools Tools => new(new PlainJson(), _services.GetRequiredService<IActivatorProvider>());

    private protected abstract IGrainStorage Storage { get; }

    protected GrainId Grain { get; } = GrainId.Create("test", "with/slash and #" + Guid.NewGuid());

    [Fact]
    public async Task A_grain_without_state_gets_a_new_one()
    {
        var state = await ReadAsync();

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal("", state.State!.Text);
    }

    [Fact]
    public async Task State_is_read_as_it_was_written()
    {
        var written = await WriteAsync("first");

        var read = await ReadAsync();

        Assert.True(read.RecordExists);
        Assert.Equal(("first", written.ETag), (read.State!.Text, read.ETag));
    }

    [Fact]
    public async Task Two_states_of_a_grain_are_kept_apart()
    {
        await WriteAsync("first");
        var other = new GrainState<Note> { State = new Note { Text = "second" } };
        await Storage.WriteStateAsync("other", Grain, other);

        Assert.Equal("first", (await ReadAsync()).State!.Text);
    }

    [Fact]
    public async Task Of_two_activations_the_one_that_has_not_seen_the_last_write_is_refused()
    {
        var (one, other) = (await WriteAsync("first"), await ReadAsync());
        one.State!.Text = "second";
        await Storage.WriteStateAsync(Name, Grain, one);

        other.State!.Text = "lost";
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, other));

        Assert.Equal("second", (await ReadAsync()).State!.Text);
    }

    [Fact]
    public async Task Of_two_activations_that_saw_no_state_one_may_write()
    {
        var (one, other) = (await ReadAsync(), await ReadAsync());
        await Storage.WriteStateAsync(Name, Grain, one);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, other));
    }

    [Fact]
    public async Task State_that_was_changed_meanwhile_is_not_cleared()
    {
        var (one, other) = (await WriteAsync("first"), await ReadAsync());
        await Storage.WriteStateAsync(Name, Grain, one);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Grain, other));

        Assert.True((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Cleared_state_is_gone_and_can_be_written_again_by_who_cleared_it()
    {
        var state = await WriteAsync("first");

        await Storage.ClearStateAsync(Name, Grain, state);

        Assert.False(state.RecordExists);
        Assert.Equal("", state.State!.Text);
        Assert.False((await ReadAsync()).RecordExists);
        state.State!.Text = "again";
        await Storage.WriteStateAsync(Name, Grain, state);
        Assert.Equal("again", (await ReadAsync()).State!.Text);
    }

    [Fact]
    public async Task Clearing_what_was_never_written_is_no_error()
    {
        var state = await ReadAsync();

        await Storage.ClearStateAsync(Name, Grain, state);

        Assert.False((await ReadAsync()).RecordExists);
    }

    public void Dispose()
    {
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<GrainState<Note>> ReadAsync()
    {
        var state = new GrainState<Note>();
        await Storage.ReadStateAsync(Name, Grain, state);
        return state;
    }

    private protected async Task<GrainState<Note>> WriteAsync(string text)
    {
        var state = await ReadAsync();
        state.State!.Text = text;
        await Storage.WriteStateAsync(Name, Grain, state);
        return state;
    }

    public sealed class Note
    {
        public string Text { get; set; } = "";
    }

    private sealed class PlainJson : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromObjectAsJson(input);

        public T Deserialize<T>(BinaryData input) => input.ToObjectFromJson<T>()!;
    }
}
