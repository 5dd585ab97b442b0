using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Facts;

/// <summary>Puts answers, batches and inbound messages into rows.</summary>
internal sealed class FactSealer(StorageAccess access, StoreState state, PersonIndex persons, TimeProvider time)
{
    /// <summary>Facts of one kind in one round.</summary>
    private const int MostPerRound = 4_000;

    private readonly TableClient _answers = access.Table(AnswerRows.Table);
    private readonly TableClient _batches = access.Table(BatchRows.Table);
    private readonly TableClient _inbound = access.Table(InboundRows.Table);

    public async Task SealAsync(CancellationToken cancellationToken)
    {
        await SealAsync(state.Answers, ToRowsAsync, _answers, cancellationToken).ConfigureAwait(false);
        await SealAsync(state.Batches, ToRows<BatchRecord>(BatchRows.Of), _batches, cancellationToken).ConfigureAwait(false);
        await SealAsync(state.Inbound, ToRowsAsync, _inbound, cancellationToken).ConfigureAwait(false);
    }

    private async Task SealAsync<TKey, TFact>(
        FactBuffer<TKey, TFact> facts, Func<List<TFact>, CancellationToken, Task<List<TableEntity>>> toRows, TableClient table, CancellationToken cancellationToken)
        where TKey : notnull
    {
        List<TFact> taken;
        int entries;
        lock (state.Gate)
        {
            (taken, entries) = facts.Take(MostPerRound);
        }

        if (taken.Count > 0)
        {
            await table.InsertAsync(await toRows(taken, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            lock (state.Gate)
            {
                facts.Wrote(entries, time.GetTimestamp());
            }
        }
    }

    private static Func<List<TFact>, CancellationToken, Task<List<TableEntity>>> ToRows<TFact>(Func<TFact, TableEntity> of) =>
        (facts, _) => Task.FromResult(facts.ConvertAll(fact => of(fact)));

    private async Task<List<TableEntity>> ToRowsAsync(List<InboundMessage> messages, CancellationToken cancellationToken)
    {
        await persons.AddAsync(PersonRows.Received, messages.Select(PersonRows.OfSender), cancellationToken).ConfigureAwait(false);
        return messages.ConvertAll(InboundRows.Of);
    }

    private async Task<List<TableEntity>> ToRowsAsync(List<IdempotencyRecord> answers, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>(answers.Count);
        foreach (var answer in answers)
        {
            state.Known.Answers.Add(TableKeys.Answer(answer.Key));
            var (row, octets) = AnswerRows.Of(answer);
            rows.Add(await row.WithAsync(octets, access.Container, AnswerRows.Table, cancellationToken).ConfigureAwait(false));
        }

        return rows;
    }
}
