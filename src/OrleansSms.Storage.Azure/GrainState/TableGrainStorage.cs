using Azure;
using Azure.Data.Tables;
using Orleans.Storage;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.GrainState;

/// <summary>Grain state in a table: a row for each state of a grain.</summary>
/// <param name="name">The provider's name.</param>
/// <param name="table">The table.</param>
/// <param name="service">What the keys begin with.</param>
/// <param name="deleteOnClear">Whether a cleared state's row goes; else it stays without data, and its etag goes on guarding it.</param>
/// <param name="tools">What is common to state storages.</param>
internal sealed class TableGrainStorage(string name, TableClient table, string service, bool deleteOnClear, GrainStateTools tools)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Name of the table unless the configuration names another.</summary>
    public const string DefaultName = "OrleansGrainState";

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        $"{nameof(TableGrainStorage)}-{name}", ServiceLifecycleStage.ApplicationServices, stopping => table.CreateIfNotExistsAsync(stopping));

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(grainId), KeyText.Of(stateName));
        if (!row.HasValue)
        {
            tools.Empty(grainState, null);
        }
        else if (StateChunks.Read(row.Value!) is { } state)
        {
            tools.Fill(grainState, state, row.Value!.ETag.ToString());
        }
        else
        {
            tools.Empty(grainState, row.Value!.ETag.ToString());
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = tools.Serialize(grainState.State).ToMemory();
        if (state.Length > StateChunks.MaxBytes)
        {
            throw new ArgumentException(
                $"The state {stateName} of {grainId} has {state.Length} octets; {name} keeps at most {StateChunks.MaxBytes} in a table. "
                + $"Give the state a provider of type {ProviderNames.Blob}.",
                nameof(grainState));
        }

        var row = new TableEntity(PartitionOf(grainId), KeyText.Of(stateName));
        StateChunks.Write(row, state);
        grainState.ETag = await WriteAsync(row, stateName, grainId, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = new TableEntity(PartitionOf(grainId), KeyText.Of(stateName));
        string? etag = null;
        if (!deleteOnClear)
        {
            etag = await WriteAsync(row, stateName, grainId, grainState.ETag);
        }
        else if (grainState.ETag is { } before)
        {
            await DeleteAsync(row, stateName, grainId, before);
        }

        tools.Empty(grainState, etag);
    }

    /// <summary>A state without an etag must not be there yet; one with an etag must still be the one that was read.</summary>
    private async Task<string> WriteAsync(TableEntity row, string stateName, GrainId grain, string? etag)
    {
        try
        {
            var answer = etag is null
                ? await table.AddEntityAsync(row)
                : await table.UpdateEntityAsync(row, new ETag(etag), TableUpdateMode.Replace);
            return answer.Headers.ETag.ToString()!;
        }
        catch (RequestFailedException e) when (Conflict.Is(e))
        {
            throw GrainStateTools.Outdated(name, stateName, grain, etag, e);
        }
    }

    private async Task DeleteAsync(TableEntity row, string stateName, GrainId grain, string etag)
    {
        try
        {
            // A row that is not there is an answer here, not an exception.
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, new ETag(etag));
        }
        catch (RequestFailedException e) when (Conflict.Is(e))
        {
            throw GrainStateTools.Outdated(name, stateName, grain, etag, e);
        }
    }

    private string PartitionOf(GrainId grain) => KeyText.Of($"{service}_{grain}");
}
