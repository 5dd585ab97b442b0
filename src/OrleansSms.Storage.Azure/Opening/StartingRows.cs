using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Loading;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Opening;

/// <summary>What an owner reads from tables when it begins.</summary>
internal sealed partial class StartingRows(StorageAccess access, StoreState state, MessageLoader loader, ILogger logger)
{
    /// <summary>Takes up the messages that are under way and stand in rows: lanes and the clock ask for them.</summary>
    public async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<MessageId>();
        await foreach (var (_, key) in access.Table(WaitingRows.Table).KeysAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(WaitingRows.Id(key));
        }

        var rows = await loader.ReadAsync(ids, cancellationToken).ConfigureAwait(false);
        List<TableEntity> ended = [];
        lock (state.Gate)
        {
            foreach (var message in rows.Values)
            {
                if (message.State.IsUnderWay)
                {
                    message.HasWaitingRow = true;
                    state.Enter(message);
                }
                else
                {
                    ended.Add(WaitingRows.Of(message.Id));
                }
            }
        }

        await access.Table(WaitingRows.Table).RemoveAsync(ended, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Learns which keys the tables have. Until then each is looked up, so this may take its time.</summary>
    public async Task LearnKeysAsync(CancellationToken cancellationToken)
    {
        var known = state.Known;
        await LearnAsync(known.Receipts, ReceiptRows.Table, ReceiptRows.Known, cancellationToken).ConfigureAwait(false);
        await LearnAsync(known.Recipients, Recipients.RecipientRows.Table, static (_, key) => key, cancellationToken).ConfigureAwait(false);
        await LearnAsync(known.Answers, AnswerRows.Table, static (_, key) => key, cancellationToken).ConfigureAwait(false);
        await LearnAsync(known.Counted, CountedRows.Table, static (_, key) => CountedRows.Known(key), cancellationToken).ConfigureAwait(false);
    }

    private async Task LearnAsync(KnownKeys keys, string table, Func<string, string, string> toKey, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (partition, key) in access.Table(table).KeysAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!keys.TryAdd(toKey(partition, key)))
                {
                    return;
                }
            }

            keys.Complete();
        }
        catch (Exception error) when (Refusal.IsRefusal(error))
        {
            LogNotLearned(error, table);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keys of table {Table} could not be read: until the next start each is looked up")]
    private partial void LogNotLearned(Exception error, string table);
}
