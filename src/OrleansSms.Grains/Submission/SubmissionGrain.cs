using Orleans.Concurrency;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Telemetry;

namespace OrleansSms.Grains.Submission;

[StatelessWorker, Reentrant, GrainType("submission")]
internal sealed partial class SubmissionGrain(
    GrainReferences grains,
    MessageAcceptor acceptor,
    MessagePreview preview,
    MessageCanceler canceler,
    IdempotentRequests answers,
    AdmissionGate gate,
    GatewayMetrics metrics,
    TimeProvider time,
    ILogger<SubmissionGrain> logger) : Grain, ISubmissionGrain
{
    private const int RetryAfterSeconds = 1;

    public async Task<SubmitResult> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken = default)
    {
        using var activity = GatewayMetrics.Traces.StartActivity("submit");
        activity?.SetTag("orleanssms.recipients", request.Recipients.Count);
        var result = await ShieldAsync(() => AnswerOnceAsync(request, cancellationToken));
        if (result.Verdict != SubmitVerdict.Accepted)
        {
            metrics.Refused(result.Verdict.ToString());
        }

        return result;
    }

    public async Task<PreviewResult> PreviewAsync(SubmitRequest request, CancellationToken cancellationToken = default) =>
        await preview.ShowAsync(request, await AccountAsync(), cancellationToken);

    public Task<CancelResult> CancelAsync(MessageId id, CancellationToken cancellationToken = default) =>
        canceler.CancelAsync(this.GetPrimaryKeyString(), id, cancellationToken);

    public Task<int?> CancelBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        canceler.CancelBatchAsync(this.GetPrimaryKeyString(), id, cancellationToken);

    private async Task<AccountConfig> AccountAsync() =>
        await grains.Account(this.GetPrimaryKeyString()).GetAsync()
        ?? throw new InvalidOperationException($"Account {this.GetPrimaryKeyString()} does not exist.");

    private async Task<SubmitResult> ShieldAsync(Func<Task<SubmitResult>> work)
    {
        try
        {
            return await work();
        }
        catch (StoreUnavailableException e)
        {
            LogStoreRefuses(logger, e);
            return SubmitResult.Refused(SubmitVerdict.Unavailable, "The store takes no writes at the moment; nothing was accepted.", RetryAfterSeconds);
        }
    }

    private async Task<SubmitResult> AnswerOnceAsync(SubmitRequest request, CancellationToken cancellationToken)
    {
        if (request.Idempotency is not { } key)
        {
            return await EnterAsync(request, cancellationToken);
        }

        if (!answers.TryBegin(key))
        {
            return SubmitResult.Refused(SubmitVerdict.KeyInFlight, "A request with this Idempotency-Key is being worked on.", RetryAfterSeconds);
        }

        try
        {
            return await answers.FindAsync(key, cancellationToken) ?? await EnterAsync(request, cancellationToken);
        }
        finally
        {
            answers.End(key);
        }
    }

    /// <summary>Bulk takes a place in the process-wide bound; a code never waits for one.</summary>
    private async Task<SubmitResult> EnterAsync(SubmitRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsBatch)
        {
            return await AcceptAsync(request, cancellationToken);
        }

        if (!await gate.TryEnterAsync(cancellationToken))
        {
            return SubmitResult.Refused(SubmitVerdict.Unavailable, "Too many batches are being accepted at the moment; nothing was accepted.", RetryAfterSeconds);
        }

        try
        {
            return await AcceptAsync(request, cancellationToken);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<SubmitResult> AcceptAsync(SubmitRequest request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var result = await acceptor.AcceptAsync(request, await AccountAsync(), cancellationToken);
        if (result.Verdict == SubmitVerdict.Accepted && !result.Replayed)
        {
            metrics.Accepted(request.Category, result.Accepted, time.GetElapsedTime(began));
        }

        return result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request was refused because the store takes no writes")]
    private static partial void LogStoreRefuses(ILogger logger, Exception exception);
}
