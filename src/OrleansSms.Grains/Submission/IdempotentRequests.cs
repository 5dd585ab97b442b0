using System.Collections.Concurrent;
using Orleans.Serialization;
using OrleansSms.Contracts.Submission;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>
/// Gives the first answer again to a request whose Idempotency-Key is known. The answer is written in the transaction of its messages; here are the
/// requests under way in this process. Two processes that get the same key at once are told apart by the store.
/// </summary>
internal sealed class IdempotentRequests(IMessageStore messages, Serializer<SubmitResult> serializer)
{
    private readonly ConcurrentDictionary<UInt128, byte> _inFlight = new();

    /// <summary>Claims a key; false while another request in this process has it.</summary>
    public bool TryBegin(IdempotencyKey key) => _inFlight.TryAdd(Identity(key), 0);

    /// <summary>Gives the key free, whatever became of the request.</summary>
    public void End(IdempotencyKey key) => _inFlight.TryRemove(Identity(key), out _);

    /// <summary>The answer to an earlier request with this key; null when there was none.</summary>
    public async Task<SubmitResult?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        if (await messages.FindAnswerAsync(key.Key, cancellationToken) is not { } kept)
        {
            return null;
        }

        return kept.RequestHash.Span.SequenceEqual(key.RequestHash)
            ? await WithPersonAsync(serializer.Deserialize(kept.Answer)!, cancellationToken) with { Replayed = true }
            : SubmitResult.Refused(SubmitVerdict.KeyReused, "This Idempotency-Key was used with another request within the last 24 hours.");
    }

    /// <summary>What is written with the messages. Whom it is about stands in the message's row alone, so that an erasure need not look for answers.</summary>
    public IdempotencyRecord Record(IdempotencyKey key, SubmitResult answer, long now) => new(
        key.Key,
        key.RequestHash,
        serializer.SerializeToArray(answer.Message is { } message ? answer with { Message = message with { To = default, ClientReference = null } } : answer),
        now);

    private async Task<SubmitResult> WithPersonAsync(SubmitResult answer, CancellationToken cancellationToken) =>
        answer.Message is { To.IsNone: true } message && await messages.ReadAsync([message.Id], cancellationToken) is [var row]
            ? answer with { Message = message with { To = row.Message.To, ClientReference = row.Message.ClientReference } }
            : answer;

    private static UInt128 Identity(IdempotencyKey key) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(key.Key);
}
