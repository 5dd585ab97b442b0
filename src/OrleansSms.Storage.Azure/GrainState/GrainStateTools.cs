using Azure;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansSms.Storage.Azure.GrainState;

/// <summary>What both kinds of state storage do alike.</summary>
/// <param name="serializer">How states are written.</param>
/// <param name="activators">Makes a state for a grain that has none.</param>
internal sealed class GrainStateTools(IGrainStorageSerializer serializer, IActivatorProvider activators)
{
    public BinaryData Serialize<T>(T? state) => serializer.Serialize(state);

    public void Fill<T>(IGrainState<T> grainState, BinaryData state, string etag)
    {
        grainState.State = serializer.Deserialize<T>(state) ?? activators.GetActivator<T>().Create();
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    public void Empty<T>(IGrainState<T> grainState, string? etag)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = etag;
        grainState.RecordExists = false;
    }

    /// <summary>The grain's state is not the stored one any more: it is thrown away and read anew.</summary>
    public static InconsistentStateException Outdated(string name, string stateName, GrainId grain, string? etag, RequestFailedException cause) =>
        new($"The state {stateName} of {grain} in {name} was changed by another activation ({cause.Status} {cause.ErrorCode}).", "unknown", etag, cause);
}
