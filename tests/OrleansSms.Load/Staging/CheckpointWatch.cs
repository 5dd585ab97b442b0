namespace OrleansSms.Load.Staging;

/// <summary>When the database file was written: with a write-ahead log, only by checkpoints. Looks at the file's time, so that the gateway need not say.</summary>
internal sealed class CheckpointWatch : IDisposable
{
    private const string Database = "orleanssms.db";

    /// <summary>How exactly the windows are known.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly FileInfo _file;
    private readonly List<(long From, long To)> _windows = [];
    private readonly Timer _timer;
    private DateTime _writtenAt;
    private long _lookedAt = Clock.Micros;

    public CheckpointWatch(string dataDirectory)
    {
        _file = new FileInfo(Path.Combine(dataDirectory, Database));
        _writtenAt = _file.LastWriteTimeUtc;
        _timer = new Timer(_ => See(), null, Look, Look);
    }

    /// <summary>Ends looking; answers microseconds of the monotonic clock.</summary>
    public IReadOnlyList<(long From, long To)> Stop()
    {
        _timer.Dispose();
        lock (_windows)
        {
            return [.. _windows];
        }
    }

    public void Dispose() => _timer.Dispose();

    private void See()
    {
        lock (_windows)
        {
            var (before, now) = (_lookedAt, Clock.Micros);
            _lookedAt = now;
            _file.Refresh();
            if (_file.LastWriteTimeUtc == _writtenAt)
            {
                return;
            }

            _writtenAt = _file.LastWriteTimeUtc;
            if (_windows.Count > 0 && _windows[^1].To == before)
            {
                _windows[^1] = (_windows[^1].From, now);
            }
            else
            {
                _windows.Add((before, now));
            }
        }
    }
}
