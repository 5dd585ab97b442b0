using System.Globalization;
using Azure;
using Azure.Data.Tables;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Azure.Webhooks;

/// <inheritdoc/>
/// <remarks>Straight to the table from any silo: an endpoint is a partition, its cursor a row that sorts behind what is pending.</remarks>
internal sealed class AzureWebhookStore(StorageAccess access) : IWebhookStore
{
    public const string Table = "webhooks";

    private const string CursorKey = "cursor";
    private const string UnixMsColumn = "UnixMs";
    private const string PositionColumn = "Position";
    private const string IndexColumn = "Index";
    private const string MessageColumn = "Message";
    private const string AttemptsColumn = "Attempts";
    private const string NextAtColumn = "NextAt";

    private readonly TableClient _table = access.Table(Table);

    /// <inheritdoc/>
    public Task<WebhookProgress?> ReadAsync(string endpoint, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var pending = new List<PendingDelivery>();
        TableEntity? cursor = null;
        await foreach (var row in _table.RangeAsync(TableKey.Of(endpoint), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (row.RowKey == CursorKey)
            {
                cursor = row;
            }
            else
            {
                pending.Add(Delivery(row));
            }
        }

        return cursor is null ? null : new WebhookProgress(cursor.ContainsKey(PositionColumn) ? Event(cursor) : null, pending);
    });

    /// <inheritdoc/>
    public Task WriteAsync(
        string endpoint,
        EventId? cursor,
        IReadOnlyList<PendingDelivery> pending,
        IReadOnlyList<EventId> done,
        CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var partition = TableKey.Of(endpoint);
        var rows = pending.Select(delivery => Row(partition, delivery)).ToDictionary(static row => row.RowKey);
        var actions = rows.Values.Select(static row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)).ToList();
        var gone = done.Select(Key).Where(key => !rows.ContainsKey(key)).Distinct().ToList();
        actions.AddRange(gone.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All)));

        // The cursor goes last: until it has moved, what more than one batch says is said again. Without a place the row says that the endpoint has run.
        var row = new TableEntity(partition, CursorKey);
        actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertMerge, cursor is { } place ? Put(row, place) : row));
        foreach (var batch in actions.Chunk(RowWriter.BatchRows))
        {
            await SubmitAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    /// <inheritdoc/>
    public Task DeleteAsync(string endpoint, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.RangeAsync(TableKey.Of(endpoint), columns: KeyColumns, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        await _table.RemoveAsync(rows, cancellationToken).ConfigureAwait(false);
        return true;
    });

    private static readonly string[] KeyColumns = ["PartitionKey", "RowKey"];

    /// <summary>A batch fails as a whole when one of its rows is gone already, as when an earlier try has removed it.</summary>
    private async Task SubmitAsync(TableTransactionAction[] batch, CancellationToken cancellationToken)
    {
        try
        {
            await _table.SubmitTransactionAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            var there = new HashSet<string>();
            var keys = _table.RangeAsync(batch[0].Entity.PartitionKey, columns: KeyColumns, cancellationToken: cancellationToken);
            await foreach (var row in keys.ConfigureAwait(false))
            {
                there.Add(row.RowKey);
            }

            TableTransactionAction[] left =
                [.. batch.Where(action => action.ActionType != TableTransactionActionType.Delete || there.Contains(action.Entity.RowKey))];
            if (left.Length > 0)
            {
                await _table.SubmitTransactionAsync(left, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>In the order of the log.</summary>
    private static string Key(EventId place) => string.Create(CultureInfo.InvariantCulture, $"{place.Position:D19}-{place.Index:D7}");

    private static TableEntity Row(string partition, PendingDelivery delivery)
    {
        var row = Put(new TableEntity(partition, Key(delivery.Event)), delivery.Event);
        row[MessageColumn] = delivery.Message?.ToString();
        row[AttemptsColumn] = delivery.Attempts;
        row[NextAtColumn] = delivery.NextAt;
        return row;
    }

    private static PendingDelivery Delivery(TableEntity row) => new(
        Event(row),
        MessageId.TryParse(row.GetString(MessageColumn), out var message) ? message : null,
        row.GetInt32(AttemptsColumn)!.Value,
        row.GetInt64(NextAtColumn)!.Value);

    private static TableEntity Put(TableEntity row, EventId place)
    {
        row[UnixMsColumn] = place.UnixMs;
        row[PositionColumn] = place.Position;
        row[IndexColumn] = place.Index;
        return row;
    }

    private static EventId Event(TableEntity row) =>
        new(row.GetInt64(UnixMsColumn)!.Value, row.GetInt64(PositionColumn)!.Value, row.GetInt32(IndexColumn)!.Value);
}
