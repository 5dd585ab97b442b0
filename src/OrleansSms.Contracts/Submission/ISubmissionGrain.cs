namespace OrleansSms.Contracts.Submission;

/// <summary>
/// The way in for messages, whatever protocol they came by: checks, decides, routes, commits, hands over to the binds. Key: the account's id.
/// A stateless worker; many calls run in it at once.
/// </summary>
[Alias("sms.ISubmissionGrain")]
public interface ISubmissionGrain : IGrainWithStringKey
{
    /// <summary>Accepts messages. When the result says accepted they are durable and will be tried until their validity ends.</summary>
    [Alias("Submit")]
    Task<SubmitResult> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Accepts many requests at once, at most <see cref="SubmitRequest.MaxTogether"/>: they share grain calls and commits, and each has a result of its own, in
    /// the order of <paramref name="requests"/>.
    /// </summary>
    [Alias("SubmitMany")]
    Task<IReadOnlyList<SubmitResult>> SubmitManyAsync([Immutable] IReadOnlyList<SubmitRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>What would happen to the first recipient's message, and what it would look like, without sending it.</summary>
    [Alias("Preview")]
    Task<PreviewResult> PreviewAsync(SubmitRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes a message back if no carrier has it yet.</summary>
    [Alias("Cancel")]
    Task<CancelResult> CancelAsync(MessageId id, CancellationToken cancellationToken = default);

    /// <summary>Takes back what no carrier has yet of a batch; null when there is no such batch. The answer counts what was canceled.</summary>
    [Alias("CancelBatch")]
    Task<int?> CancelBatchAsync(BatchId id, CancellationToken cancellationToken = default);
}
