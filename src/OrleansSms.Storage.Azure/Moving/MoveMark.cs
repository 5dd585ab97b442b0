using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Azure.Moving;

/// <summary>
/// A blob that says that another store is being moved into this one, and how far it has come. Of two that move at the same time the later goes on, and the other finds out when it next saves.
/// </summary>
internal sealed class MoveMark(StorageAccess access)
{
    private const string Name = "move";

    private readonly BlobClient _blob = access.Container.GetBlobClient(Name);
    private ETag _version;
    private Mark _mark = new("", null, false);

    /// <summary>Refuses a store that is not whole yet.</summary>
    /// <exception cref="MoveRefusedException">Another store is being moved into it.</exception>
    public static async Task RefuseUnfinishedAsync(StorageAccess access, CancellationToken cancellationToken)
    {
        if (await new MoveMark(access).ReadAsync(cancellationToken).ConfigureAwait(false) is { IsDone: false })
        {
            throw new MoveRefusedException("Another store is being moved into this one: let the move come to its end, or run it again.");
        }
    }

    /// <summary>Takes the store for a move: whether an earlier try had begun, and the place that it had reached.</summary>
    public async Task<(bool IsResumed, string? Place)> TakeAsync(string fingerprint, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken).ConfigureAwait(false) is not { } mark)
        {
            return (false, null);
        }

        if (mark.IsDone)
        {
            throw new MoveRefusedException("A store was moved here before, and whole.");
        }

        if (mark.Fingerprint != fingerprint)
        {
            throw new MoveRefusedException("A part of another store is here, or of this one before it ran again: empty the account and begin anew.");
        }

        await WriteAsync(mark, new BlobRequestConditions { IfMatch = _version }, cancellationToken).ConfigureAwait(false);
        return (true, mark.Place);
    }

    public Task BeginAsync(string fingerprint, CancellationToken cancellationToken) =>
        WriteAsync(new Mark(fingerprint, null, false), new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    public Task SaveAsync(string place, CancellationToken cancellationToken) =>
        WriteAsync(_mark with { Place = place }, new BlobRequestConditions { IfMatch = _version }, cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) =>
        WriteAsync(_mark with { IsDone = true }, new BlobRequestConditions { IfMatch = _version }, cancellationToken);

    private async Task<Mark?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = (await _blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value;
            _version = content.Details.ETag;
            return JsonSerializer.Deserialize(content.Content, MarkJson.Default.Mark);
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            return null;
        }
    }

    private async Task WriteAsync(Mark mark, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var content = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(mark, MarkJson.Default.Mark));
        try
        {
            var written = await _blob.UploadAsync(content, new BlobUploadOptions { Conditions = conditions }, cancellationToken).ConfigureAwait(false);
            (_mark, _version) = (mark, written.Value.ETag);
        }
        catch (RequestFailedException error) when (Conflict.Is(error))
        {
            // The client may have tried twice, and the first try have succeeded unheard.
            if (await ReadAsync(cancellationToken).ConfigureAwait(false) != mark)
            {
                throw new MoveRefusedException("Another process moves into this store.", error);
            }

            _mark = mark;
        }
    }
}

/// <summary>What the blob says.</summary>
/// <param name="Fingerprint">Which store is moved.</param>
/// <param name="Place">How far it has come.</param>
/// <param name="IsDone">Whether it is whole.</param>
internal sealed record Mark(string Fingerprint, string? Place, bool IsDone);

[JsonSerializable(typeof(Mark))]
internal sealed partial class MarkJson : JsonSerializerContext;
