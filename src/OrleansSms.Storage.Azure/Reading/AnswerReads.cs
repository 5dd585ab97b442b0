using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>Reads the answers kept for requests.</summary>
internal sealed class AnswerReads(StorageAccess access, StoreState state)
{
    private readonly TableClient _table = access.Table(AnswerRows.Table);

    public async Task<IdempotencyRecord?> FindAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var name = TableKeys.Answer(key);
        IdempotencyRecord? answer;
        lock (state.Gate)
        {
            answer = state.Answers.Find(name);
        }

        if (answer is null && state.Known.Answers.MayHave(name)
            && await _table.FindAsync(AnswerRows.Partition(name), name, cancellationToken).ConfigureAwait(false) is { } row)
        {
            answer = RowCodec.Read<IdempotencyRecord>(await row.OctetsAsync(access.Container, cancellationToken).ConfigureAwait(false));
        }

        return answer?.At < state.AnswersFrom ? null : answer;
    }
}
