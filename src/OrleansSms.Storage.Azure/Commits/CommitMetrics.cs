using System.Diagnostics.Metrics;

namespace OrleansSms.Storage.Azure.Commits;

/// <summary>What the owner of the store tells about itself, under the meter <c>OrleansSms.Storage</c>.</summary>
internal sealed class CommitMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansSms.Storage");
    private readonly Counter<long> _commits;
    private readonly Histogram<int> _rows;
    private readonly Histogram<double> _duration;

    public CommitMetrics(Func<int> queuedRows, Func<int> messages, Func<int> unsealed, Func<long> journalBytes)
    {
        _commits = _meter.CreateCounter<long>("orleanssms.storage.commits", "{commit}", "Entries appended to the journal.");
        _rows = _meter.CreateHistogram<int>("orleanssms.storage.commit.rows", "{row}", "Rows in one entry.");
        _duration = _meter.CreateHistogram<double>("orleanssms.storage.commit.duration", "s", "From the begin of a commit to its end in the account.");
        _meter.CreateObservableGauge("orleanssms.storage.queue.rows", queuedRows, "{row}", "Rows that wait for the journal.");
        _meter.CreateObservableGauge("orleanssms.storage.messages", messages, "{message}", "Messages in memory.");
        _meter.CreateObservableGauge("orleanssms.storage.unsealed", unsealed, "{message}", "Messages in memory whose row is missing or behind.");
        _meter.CreateObservableGauge("orleanssms.storage.journal.size", journalBytes, "By", "What a start would have to read.");
    }

    public void Committed(int rows, TimeSpan duration)
    {
        _commits.Add(1);
        _rows.Record(rows);
        _duration.Record(duration.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();
}
