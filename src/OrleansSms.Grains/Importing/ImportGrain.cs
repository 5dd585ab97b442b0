using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Importing;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>Takes the file, and keeps the work going.</summary>
[GrainType("import")]
internal sealed partial class ImportGrain(ImportJournal journal, IImportFiles files, ImportDesk desk, TimeProvider time, ILogger<ImportGrain> logger)
    : Grain, IImportGrain, IDisposable
{
    private ImportState? _state;
    private ImportWork? _work;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _state = await journal.ReadAsync(Id, cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StopAsync().WaitAsync(cancellationToken);

    public Task CreateAsync(ImportConfig config) => SaveAsync(new ImportState { Config = config });

    public Task<ImportState?> GetAsync() => Task.FromResult(_work?.State ?? _state);

    public async Task<AppendVerdict> AppendAsync(long offset, byte[] octets, bool isLast)
    {
        if (_state is not { Status: ImportStatus.WaitingForFile } state)
        {
            return AppendVerdict.NotWaiting;
        }

        if (offset + octets.Length > ImportLimits.MaxUploadBytes)
        {
            return AppendVerdict.TooLarge;
        }

        if (!await files.AppendAsync(Id, ImportFile.Upload, offset, octets, isLast))
        {
            return AppendVerdict.WrongOffset;
        }

        _state = state with { UploadedBytes = offset + octets.Length };
        if (isLast)
        {
            // The note before the state: a note of an import that still waits does no harm, one that is missing would leave it lying.
            await journal.OpenAsync(state);
            await SaveAsync(_state with { Status = ImportStatus.Checking });
            Start();
        }

        return AppendVerdict.Taken;
    }

    public async Task<bool> CancelAsync()
    {
        await StopAsync();
        if (_state is not { HasEnded: false } state)
        {
            return false;
        }

        await SaveAsync(state with { Status = ImportStatus.Canceled, EndedAt = time.GetUnixMicros() });
        await CloseAsync();
        return true;
    }

    public async Task<byte[]?> ReadRejectsAsync(long offset) => _state is { Status: ImportStatus.Writing or ImportStatus.Finished or ImportStatus.Canceled }
        ? await RejectedRows.ReadPartAsync(files, Id, offset)
        : null;

    public async Task PruneAsync(long now)
    {
        if (_work is null && _state?.IsOver(now) == true)
        {
            await files.DeleteAsync(Id);
            await journal.DeleteAsync(Id);
            _state = null;
        }
    }

    public async Task<bool> ForgetAsync(Msisdn number)
    {
        switch (_state)
        {
            case { HasEnded: true }:
                await files.DeleteWorkAsync(Id);
                await RejectedRows.ForgetAsync(files, Id, number);
                return true;
            case { Status: ImportStatus.WaitingForFile, UploadedBytes: > 0 } waiting:
                await files.AppendAsync(Id, ImportFile.Upload, 0, ReadOnlyMemory<byte>.Empty, isLast: true);
                _state = waiting with { UploadedBytes = 0 };
                return true;
            default:
                return _state is null or { Status: ImportStatus.WaitingForFile };
        }
    }

    public async Task EnsureRunningAsync()
    {
        if (_state is null or { HasEnded: true })
        {
            await CloseAsync();
        }
        else if (_state.Status != ImportStatus.WaitingForFile && _running.IsCompleted)
        {
            Start();
        }
    }

    public void Dispose() => _stop?.Dispose();

    private void Start()
    {
        _stop = new CancellationTokenSource();
        _work = desk.Begin(_state!);
        _running = RunAsync(_work, _stop.Token);

        // Work goes on whether or not anybody asks.
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        LogGoesOn(logger, Id);
    }

    private async Task RunAsync(ImportWork work, CancellationToken stop)
    {
        try
        {
            await Task.Run(() => desk.RunAsync(work, stop), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // EnsureRunningAsync goes on where it was.
            LogBroke(logger, e, Id);
        }

        _state = work.State;
        _work = null;
        if (_state.HasEnded)
        {
            await CloseAsync();
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    private async Task StopAsync()
    {
        if (_stop is { } stop)
        {
            _stop = null;
            await stop.CancelAsync();
            await _running;
            stop.Dispose();
        }
    }

    private async Task SaveAsync(ImportState state)
    {
        await journal.WriteAsync(state);
        _state = state;
    }

    private async Task CloseAsync()
    {
        await files.DeleteWorkAsync(Id);
        await journal.CloseAsync(Id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} goes on in this process")]
    private static partial void LogGoesOn(ILogger logger, string import);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} stopped; it goes on where it was")]
    private static partial void LogBroke(ILogger logger, Exception error, string import);
}
