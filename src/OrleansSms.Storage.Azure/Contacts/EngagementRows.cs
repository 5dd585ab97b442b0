using System.Globalization;
using Azure;
using Azure.Data.Tables;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>
/// The rows of how messages have fared: an account is a partition, with a head that says up to where its log has been counted, additions in the order in which they came,
/// and blocks by number into which additions are laid when they have become many. A block's mark is the last addition that it holds.
/// </summary>
internal sealed class EngagementRows(StorageAccess access)
{
    public const string Table = "engagement";

    /// <summary>Some 16 KB before they are packed.</summary>
    public static readonly BlockLimits Limits = new(256);

    private const string HeadKey = "head";
    private const string FirstAddition = "a";

    public TableClient Rows { get; } = access.Table(Table);

    public BlockRows Blocks { get; } = new(access.Table(Table), access.Container, 'e');

    public static string Partition(string account) => TableKey.Of(account);

    public BlockTransaction Begin() => new(Rows, access.Container);

    public async Task<EngagementHead?> ReadHeadAsync(string account, CancellationToken cancellationToken) =>
        await Rows.FindAsync(Partition(account), HeadKey, cancellationToken).ConfigureAwait(false) is { } row
            ? new EngagementHead(
                new EventId(row.GetInt64("UnixMs")!.Value, row.GetInt64("Position")!.Value, row.GetInt32("Index")!.Value),
                row.GetInt64("Added")!.Value,
                row.GetInt64("Laid")!.Value,
                row.ETag)
            : null;

    public static TableEntity RowOf(string account, EngagementHead head) => new(Partition(account), HeadKey)
    {
        ["UnixMs"] = head.Cursor.UnixMs,
        ["Position"] = head.Cursor.Position,
        ["Index"] = head.Cursor.Index,
        ["Added"] = head.Added,
        ["Laid"] = head.Laid,
    };

    public static TableEntity RowOf(string account, long addition, IReadOnlyDictionary<Msisdn, Engagement> happened) =>
        new TableEntity(Partition(account), AdditionKey(addition)).With(BlockCodec.Write(
            [.. happened.OrderBy(static pair => pair.Key.Digits).Select(static pair => EngagementItem.Of(pair.Key.Digits, pair.Value))]));

    /// <summary>The row of an addition, by its key alone.</summary>
    public static TableEntity KeyOf(string account, Addition addition) => new(Partition(account), AdditionKey(addition.Number));

    /// <summary>How messages have fared, as of now. Additions are read before blocks, so that one that is laid meanwhile is in both, and counts once.</summary>
    public async Task<EngagementView> ViewAsync(string account, CancellationToken cancellationToken, long upTo = long.MaxValue)
    {
        var additions = new List<Addition>();
        var rows = Rows.RangeAsync(Partition(account), FirstAddition, AdditionKey(upTo), cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            additions.Add(new Addition(long.Parse(row.RowKey.AsSpan(FirstAddition.Length), CultureInfo.InvariantCulture), BlockCodec.Read(row.Octets())));
        }

        return new EngagementView(this, Partition(account), additions);
    }

    /// <summary>Adds to a transaction what leaves a number out: of the additions that have it, and of its block.</summary>
    public async Task ForgetAsync(BlockTransaction transaction, string account, long number, CancellationToken cancellationToken)
    {
        await foreach (var row in Rows.RangeAsync(Partition(account), FirstAddition, AdditionKey(long.MaxValue), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var items = BlockCodec.Read(row.Octets());
            if (items.RemoveAll(item => item.Key == number) > 0)
            {
                transaction.Put(new TableEntity(row.PartitionKey, row.RowKey).With(BlockCodec.Write(items)), row.ETag);
            }
        }

        var block = (await Blocks.FindAsync(Partition(account), [number], cancellationToken).ConfigureAwait(false)).Find(block => block.Covers(number));
        if (block?.Find(number) is not null)
        {
            block.Remove(number, static _ => true);
            transaction.Put(await Blocks.ToRowAsync(Partition(account), block, cancellationToken).ConfigureAwait(false), block.Version);
            transaction.Supersede(block.Blob);
        }
    }

    private static string AdditionKey(long addition) => FirstAddition + TableKey.Of(addition);
}

/// <summary>Where the counting of an account's log stands.</summary>
/// <param name="Cursor">The last event that counts.</param>
/// <param name="Added">The last addition.</param>
/// <param name="Laid">The last addition that is laid into blocks, with all before it.</param>
/// <param name="Version">What the row was when it was read; null = there is none.</param>
internal sealed record EngagementHead(EventId Cursor, long Added, long Laid, ETag? Version);

/// <summary>What happened with numbers, added at once.</summary>
/// <param name="Number">Additions of an account are counted.</param>
/// <param name="Items">By number.</param>
internal sealed record Addition(long Number, IReadOnlyList<BlockItem> Items);
