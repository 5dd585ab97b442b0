using OrleansSms.Domain.Compliance.Traffic;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

/// <summary>
/// Keeps what an account sent in 24 hours over a restart: written now and then, since a write for each call would cost more than the count is worth. A process that is
/// killed forgets at most what was sent since the last time.
/// </summary>
internal sealed partial class DayUsage(IDocumentStore documents, TimeProvider time, ILogger logger)
{
    /// <summary>How often it is written while the account sends.</summary>
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(10);

    private string _account = "";
    private long _savedAt;
    private bool _changed;
    private Task _saving = Task.CompletedTask;

    public async Task LoadAsync(string account, DayCount day, CancellationToken cancellationToken)
    {
        _account = account;
        _savedAt = time.GetTimestamp();
        if (await documents.Usage().ReadAsync(account, cancellationToken) is { } kept)
        {
            day.Load(kept);
        }
    }

    /// <summary>Something was counted.</summary>
    public void Note(DayCount day)
    {
        _changed = true;
        if (_saving.IsCompleted && time.GetElapsedTime(_savedAt) >= SaveEvery)
        {
            _saving = SaveAsync(day);
        }
    }

    public async Task SaveAsync(DayCount day)
    {
        if (!_changed)
        {
            return;
        }

        _changed = false;
        _savedAt = time.GetTimestamp();
        try
        {
            await documents.Usage().WriteAsync(_account, _account, day.Save());
        }
        catch (StoreUnavailableException e)
        {
            _changed = true;
            LogNotSaved(logger, _account, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What account {Account} sent in 24 hours could not be written yet")]
    private static partial void LogNotSaved(ILogger logger, string account, Exception exception);
}
