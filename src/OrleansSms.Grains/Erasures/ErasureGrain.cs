using OrleansSms.Contracts.Erasures;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Erasures;

[GrainType("erasure")]
internal sealed partial class ErasureGrain(IDocumentStore documents, ErasureWork work, TimeProvider time, ILogger<ErasureGrain> logger) : Grain, IErasureGrain, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public async Task EnsureRunningAsync()
    {
        if (!_running.IsCompleted)
        {
            return;
        }

        // A note without a record is a moment older than the record, or what a crash has left between the two: the next start writes the record then.
        if (await documents.Erasures().ReadAsync(Id) is { } record)
        {
            _running = RunAsync(record, _stop.Token);
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(ErasureRecord record, CancellationToken stop)
    {
        try
        {
            async Task SaveAsync(ErasureReport report)
            {
                record = record with { Report = report };
                await documents.Erasures().WriteAsync(Id, record.Account, record, CancellationToken.None);
            }

            if (record.FinishedAt is null && (record.Number is not { } digits || await work.RunAsync(record, new Msisdn(digits), SaveAsync, stop)))
            {
                record = record with { Number = null, FinishedAt = time.GetUnixMicros() };
                await documents.Erasures().WriteAsync(Id, record.Account, record, CancellationToken.None);
            }

            if (record.FinishedAt is not null)
            {
                await documents.OpenErasures().DeleteAsync(Id, CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            // EnsureRunningAsync does again what was not done.
            LogBroke(logger, e, Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The erasure {Erasure} stopped; it goes on")]
    private static partial void LogBroke(ILogger logger, Exception error, string erasure);
}
