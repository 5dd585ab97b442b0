using Orleans.Concurrency;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Grains.Templates;

namespace OrleansSms.Grains.Submission;

[StatelessWorker, Reentrant, GrainType("submission")]
internal sealed partial class SubmissionGrain(
    GrainReferences grains,
    MessageAcceptor acceptor,
    MessagePreview preview,
    MessageCanceler canceler,
    IdempotentRequests answers,
    TemplatedRequests templates,
    AdmissionGate gate,
    GatewayMetrics metrics,
    TimeProvider time,
    ILogger<SubmissionGrain> logger) : Grain, ISubmissionGrain
{
    private const int RetryAfterSeconds = 1;

    public async Task<SubmitResult> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken = default) =>
        (await SubmitManyAsync([request], cancellationToken))[0];

    public async Task<IReadOnlyList<SubmitResult>> SubmitManyAsync(IReadOnlyList<SubmitRequest> requests, CancellationToken cancellationToken = default)
    {
        using var activity = GatewayMetrics.Traces.StartActivity("submit");
        activity?.SetTag("orleanssms.requests", requests.Count);
        var results = await AnswerOnceAsync(requests, cancellationToken);
        foreach (var result in results)
        {
            if (result.Verdict != SubmitVerdict.Accepted)
            {
                metrics.Refused(result.Verdict.ToString());
            }
        }

        return results;
    }

    public async Task<PreviewResult> PreviewAsync(SubmitRequest request, CancellationToken cancellationToken = default) =>
        await preview.ShowAsync(
            (await templates.FillAsync([request], this.GetPrimaryKeyString(), cancellationToken))[0], await AccountAsync(), cancellationToken);

    public Task<CancelResult> CancelAsync(MessageId id, CancellationToken cancellationToken = default) =>
        canceler.CancelAsync(this.GetPrimaryKeyString(), id, cancellationToken);

    public Task<int?> CancelBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        canceler.CancelBatchAsync(this.GetPrimaryKeyString(), id, cancellationToken);

    private async Task<ActiveAccount> AccountAsync() =>
        await grains.Account(this.GetPrimaryKeyString()).GetActiveAsync()
        ?? throw new InvalidOperationException($"Account {this.GetPrimaryKeyString()} does not exist.");

    /// <summary>Requests whose key is known get the first answer again; the others go on together.</summary>
    private async Task<SubmitResult[]> AnswerOnceAsync(IReadOnlyList<SubmitRequest> requests, CancellationToken cancellationToken)
    {
        var results = new SubmitResult?[requests.Count];
        var begun = new List<IdempotencyKey>();
        try
        {
            for (var i = 0; i < results.Length; i++)
            {
                if (requests[i].Idempotency is not { } key)
                {
                    continue;
                }

                if (!answers.TryBegin(key))
                {
                    results[i] = SubmitResult.Refused(SubmitVerdict.KeyInFlight, "A request with this Idempotency-Key is being worked on.", RetryAfterSeconds);
                    continue;
                }

                begun.Add(key);
                results[i] = await answers.FindAsync(key, cancellationToken);
            }

            var rest = new Queue<SubmitResult>(await EnterAsync([.. requests.Where((_, i) => results[i] is null)], cancellationToken));
            return Array.ConvertAll(results, result => result ?? rest.Dequeue());
        }
        catch (StoreUnavailableException e)
        {
            LogStoreRefuses(logger, e);
            return Array.ConvertAll(results, result => result ?? SubmitResult.Refused(
                SubmitVerdict.Unavailable, "The store takes no writes at the moment; nothing was accepted.", RetryAfterSeconds));
        }
        finally
        {
            begun.ForEach(answers.End);
        }
    }

    /// <summary>Bulk takes room in the process-wide bound; a code never waits for it.</summary>
    private async Task<IReadOnlyList<SubmitResult>> EnterAsync(SubmitRequest[] requests, CancellationToken cancellationToken)
    {
        if (requests.Length == 0)
        {
            return [];
        }

        if (!Array.Exists(requests, static request => request.IsBatch))
        {
            return await AcceptAsync(requests, cancellationToken);
        }

        var messages = requests.Sum(static request => request.Recipients.Count);
        if (!await gate.TryEnterAsync(messages, cancellationToken))
        {
            var refused = SubmitResult.Refused(
                SubmitVerdict.Unavailable, "Too many batches are being accepted at the moment; nothing was accepted.", RetryAfterSeconds);
            return Array.ConvertAll(requests, _ => refused);
        }

        try
        {
            return await AcceptAsync(requests, cancellationToken);
        }
        finally
        {
            gate.Leave(messages);
        }
    }

    private async Task<IReadOnlyList<SubmitResult>> AcceptAsync(SubmitRequest[] requests, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        requests = await templates.FillAsync(requests, this.GetPrimaryKeyString(), cancellationToken);
        var results = await acceptor.AcceptAsync(requests, await AccountAsync(), cancellationToken);
        var elapsed = time.GetElapsedTime(began);
        for (var i = 0; i < requests.Length; i++)
        {
            if (results[i] is { Verdict: SubmitVerdict.Accepted, Replayed: false } accepted)
            {
                metrics.Accepted(requests[i].Category, accepted.Accepted, elapsed);
            }
        }

        return results;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request was refused because the store takes no writes")]
    private static partial void LogStoreRefuses(ILogger logger, Exception exception);
}
