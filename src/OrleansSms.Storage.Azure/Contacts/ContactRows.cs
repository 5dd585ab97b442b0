using Azure;
using Azure.Data.Tables;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Contacts;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>
/// The rows of contacts: an account is a partition, with blocks of contacts by number, blocks of numbers by id, the names of fields, and how far imports have come. So
/// what one change touches is one transaction.
/// </summary>
internal sealed class ContactRows(StorageAccess access)
{
    public const string Table = "contacts";

    /// <summary>Some 50 KB of ordinary contacts: few enough for a change of one, many enough for a look at all.</summary>
    public static readonly BlockLimits BlockOfContacts = new(256);

    /// <summary>Some 28 KB.</summary>
    public static readonly BlockLimits BlockOfIds = new(1_024);

    private const string FieldsKey = "fields";
    private const string ImportKey = "import-";

    private readonly TableClient _table = access.Table(Table);

    /// <summary>Contacts by number. Their mark is how many names of fields there were.</summary>
    public BlockRows Contacts { get; } = new(access.Table(Table), access.Container, 'c');

    /// <summary>Numbers by id, newest first.</summary>
    public BlockRows Ids { get; } = new(access.Table(Table), access.Container, 'i');

    public static string Partition(string account) => TableKey.Of(account);

    public BlockTransaction Begin() => new(_table, access.Container);

    public async Task<NamedFields> ReadFieldsAsync(string account, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(Partition(account), FieldsKey, cancellationToken).ConfigureAwait(false);
        return row is null ? new NamedFields(FieldTable.Empty, null) : new NamedFields(new FieldTable(RowCodec.Read<List<string>>(row.Octets())), row.ETag);
    }

    public static TableEntity RowOf(string account, FieldTable table) =>
        new TableEntity(Partition(account), FieldsKey).With(RowCodec.Write<List<string>>([.. table.Names]));

    public async Task<SavedCheckpoint> ReadCheckpointAsync(string account, string import, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(Partition(account), ImportKey + TableKey.Of(import), cancellationToken).ConfigureAwait(false);
        return row is null ? default : new SavedCheckpoint(
            new ImportCheckpoint(import, new Msisdn(row.GetInt64("Last")!.Value), row.GetInt64("Created")!.Value, row.GetInt64("Updated")!.Value, row.GetInt64("Skipped")!.Value),
            row.ETag);
    }

    public static TableEntity RowOf(string account, ImportCheckpoint checkpoint) => new(Partition(account), ImportKey + TableKey.Of(checkpoint.Import))
    {
        ["Last"] = checkpoint.Last.Digits,
        ["Created"] = checkpoint.Created,
        ["Updated"] = checkpoint.Updated,
        ["Skipped"] = checkpoint.Skipped,
    };
}

/// <summary>The names of an account's fields as they were read.</summary>
internal readonly record struct NamedFields(FieldTable Table, ETag? Version);

/// <summary>How far an import has come, as it was read.</summary>
internal readonly record struct SavedCheckpoint(ImportCheckpoint? Checkpoint, ETag? Version);
