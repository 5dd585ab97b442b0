using System.Buffers.Binary;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Storage.Azure.Segments;

/// <summary>
/// A snapshot is a blob: its numbers of eight octets each, so that a page is a range of it. Its blocks become a blob all at once, and only where there is none: so one that
/// was taken stays, and one that broke off is not there.
/// </summary>
internal sealed class AzureSegmentSnapshots(StorageAccess access, EngagementRows engagement) : ISegmentSnapshots
{
    /// <summary>What the names of all of them begin with.</summary>
    public const string Folder = "snapshots/";

    /// <summary>Metadata of the blob: whose snapshot it is, by the key of its account's rows.</summary>
    private const string AccountKey = "account";

    /// <summary>Octets of one block: half a million numbers.</summary>
    private const int BlockBytes = 4 << 20;

    /// <summary>How often a snapshot is read again because others take numbers out of it: each time one of them has succeeded.</summary>
    private const int MaxTries = 100;

    private readonly ContactRows _contacts = new(access);

    /// <summary>The name of a snapshot's blob.</summary>
    public static string NameOf(string snapshot) => Folder + TableKey.Of(snapshot);

    /// <summary>All numbers of a snapshot's blob; none where one was forgotten, and no number once its campaign is over.</summary>
    public static async Task<Msisdn[]> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return Read((await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content);
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            return [];
        }
    }

    private static Msisdn[] Read(ReadOnlySpan<byte> octets)
    {
        var numbers = new Msisdn[octets.Length / sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(octets[(i * sizeof(long))..]) is > 0 and var digits ? new Msisdn(digits) : default;
        }

        return numbers;
    }

    /// <inheritdoc/>
    public Task<long> TakeAsync(string snapshot, string account, Filter filter, long now, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(async () =>
        {
            if (await ReadTotalAsync(snapshot, cancellationToken).ConfigureAwait(false) is { } taken)
            {
                return taken;
            }

            using var numbers = new MemoryStream();
            var total = 0L;
            var blocks = new List<string>();
            await foreach (var some in NumbersAsync(account, filter, now, cancellationToken).ConfigureAwait(false))
            {
                total += some.Count;
                Write(numbers, some);
                if (numbers.Length >= BlockBytes)
                {
                    blocks.Add(await StageAsync(snapshot, numbers, cancellationToken).ConfigureAwait(false));
                }
            }

            if (numbers.Length > 0)
            {
                blocks.Add(await StageAsync(snapshot, numbers, cancellationToken).ConfigureAwait(false));
            }

            return await CommitAsync(snapshot, account, blocks, total, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Msisdn>> ReadPageAsync(string snapshot, int page, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync<IReadOnlyList<Msisdn>>(async () =>
        {
            const int PageBytes = ISegmentSnapshots.PageSize * sizeof(long);
            try
            {
                var range = new BlobDownloadOptions { Range = new HttpRange((long)page * PageBytes, PageBytes) };
                var octets = (await Blob(snapshot).DownloadContentAsync(range, cancellationToken).ConfigureAwait(false)).Value.Content.ToMemory();
                return Read(octets.Span);
            }
            catch (RequestFailedException error) when (error.Status is Refusal.NotFound or Refusal.RangeNotSatisfiable)
            {
                return [];
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string snapshot, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => Blob(snapshot).DeleteIfExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        await foreach (var blob in access.Container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Folder, cancellationToken).ConfigureAwait(false))
        {
            if (blob.Metadata.TryGetValue(AccountKey, out var owner) && owner == TableKey.Of(account))
            {
                var client = access.Container.GetBlockBlobClient(blob.Name);
                for (var tries = 1; !await TryForgetAsync(client, owner, number, cancellationToken).ConfigureAwait(false); tries++)
                {
                    if (tries == MaxTries)
                    {
                        throw new StoreUnavailableException($"Others have changed a snapshot {MaxTries} times while a number was to be taken out of it.");
                    }
                }
            }
        }

        return true;
    }, cancellationToken);

    /// <summary>Puts a snapshot in its own place, with none where the number was. What is read meanwhile is the one or the other, whole. False where another has done so meanwhile.</summary>
    private static async Task<bool> TryForgetAsync(BlockBlobClient blob, string owner, Msisdn number, CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            var octets = content.Value.Content.ToArray();
            if (TryForget(octets, number))
            {
                using var stream = new MemoryStream(octets, writable: false);
                var unchanged = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = content.Value.Details.ETag }, Metadata = Owned(owner) };
                await blob.UploadAsync(stream, unchanged, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (RequestFailedException error) when (Conflict.Is(error))
        {
            // There is none any more once its campaign is over.
            return error.Status == Refusal.NotFound;
        }
    }

    private static bool TryForget(Span<byte> octets, Msisdn number)
    {
        for (var place = octets; place.Length > 0; place = place[sizeof(long)..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(place) == number.Digits)
            {
                place[..sizeof(long)].Clear();
                return true;
            }
        }

        return false;
    }

    /// <summary>What says whose a snapshot is.</summary>
    public static Dictionary<string, string> Owned(string owner) => new() { [AccountKey] = owner };

    private IAsyncEnumerable<List<long>> NumbersAsync(string account, Filter filter, long now, CancellationToken cancellationToken) =>
        new ContactScan(_contacts, engagement, account).MatchesAsync(filter, now, cancellationToken);

    private async Task<string> StageAsync(string snapshot, MemoryStream numbers, CancellationToken cancellationToken)
    {
        // Two that take the same snapshot at the same time have blocks of their own.
        var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        numbers.Position = 0;
        await Blob(snapshot).StageBlockAsync(id, numbers, cancellationToken: cancellationToken).ConfigureAwait(false);
        numbers.SetLength(0);
        return id;
    }

    private async Task<long> CommitAsync(string snapshot, string account, List<string> blocks, long total, CancellationToken cancellationToken)
    {
        var onlyNew = new CommitBlockListOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, Metadata = Owned(TableKey.Of(account)) };
        try
        {
            await Blob(snapshot).CommitBlockListAsync(blocks, onlyNew, cancellationToken).ConfigureAwait(false);
            return total;
        }
        catch (RequestFailedException error) when (Conflict.Is(error))
        {
            return await ReadTotalAsync(snapshot, cancellationToken).ConfigureAwait(false) ?? throw new StoreUnavailableException("The snapshot was removed while it was taken.", error);
        }
    }

    private async Task<long?> ReadTotalAsync(string snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(snapshot).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.ContentLength / sizeof(long);
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            return null;
        }
    }

    private BlockBlobClient Blob(string snapshot) => access.Container.GetBlockBlobClient(NameOf(snapshot));

    private static void Write(MemoryStream numbers, List<long> some)
    {
        Span<byte> octets = stackalloc byte[sizeof(long)];
        foreach (var number in some)
        {
            BinaryPrimitives.WriteInt64LittleEndian(octets, number);
            numbers.Write(octets);
        }
    }
}
