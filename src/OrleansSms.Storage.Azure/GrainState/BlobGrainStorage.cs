using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.GrainState;

/// <summary>Grain state in blobs: one for each state of a grain, as large as it may be.</summary>
/// <param name="name">The provider's name.</param>
/// <param name="container">Where the blobs are.</param>
/// <param name="tools">What is common to state storages.</param>
internal sealed class BlobGrainStorage(string name, BlobContainerClient container, GrainStateTools tools)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Name of the container unless the configuration names another.</summary>
    public const string DefaultName = "grainstate";

    private const string ContentType = "application/octet-stream";

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        $"{nameof(BlobGrainStorage)}-{name}", ServiceLifecycleStage.ApplicationServices, stopping => container.CreateIfNotExistsAsync(cancellationToken: stopping));

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var answer = await Blob(stateName, grainId).DownloadContentAsync();
            tools.Fill(grainState, answer.Value.Content, answer.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            tools.Empty(grainState, null);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var upload = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ContentType },
            Conditions = grainState.ETag is { } etag
                ? new BlobRequestConditions { IfMatch = new ETag(etag) }
                : new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            var answer = await Blob(stateName, grainId).UploadAsync(tools.Serialize(grainState.State), upload);
            grainState.ETag = answer.Value.ETag.ToString();
            grainState.RecordExists = true;
        }
        catch (RequestFailedException e) when (Conflict.Is(e))
        {
            throw GrainStateTools.Outdated(name, stateName, grainId, grainState.ETag, e);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var isOurs = new BlobRequestConditions { IfMatch = grainState.ETag is { } etag ? new ETag(etag) : null };
        try
        {
            await Blob(stateName, grainId).DeleteIfExistsAsync(DeleteSnapshotsOption.None, isOurs);
            tools.Empty(grainState, null);
        }
        catch (RequestFailedException e) when (Conflict.Is(e))
        {
            throw GrainStateTools.Outdated(name, stateName, grainId, grainState.ETag, e);
        }
    }

    private BlobClient Blob(string stateName, GrainId grain) => container.GetBlobClient($"{stateName}-{grain}.json");
}
