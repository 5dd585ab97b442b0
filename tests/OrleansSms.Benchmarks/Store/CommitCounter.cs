using System.Diagnostics.Metrics;

namespace OrleansSms.Benchmarks.Store;

/// <summary>Counts what the store says of its commits.</summary>
internal sealed class CommitCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _commits;
    private long _rows;

    public CommitCounter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name is "orleanssms.storage.commits" or "orleanssms.storage.commit.rows")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _commits, value));
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => Interlocked.Add(ref _rows, value));
        _listener.Start();
    }

    public long Commits => Interlocked.Read(ref _commits);

    public long Rows => Interlocked.Read(ref _rows);

    public void Dispose() => _listener.Dispose();
}
