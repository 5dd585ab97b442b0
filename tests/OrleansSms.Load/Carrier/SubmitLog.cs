using System.Runtime.InteropServices;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Load.Carrier;

/// <summary>Records every submit_sm that the carrier accepts. Thread-safe.</summary>
internal sealed class SubmitLog
{
    /// <summary>About 200 MB; a run that sends more is not audited.</summary>
    private const int MaxRecords = 8_000_000;

    private readonly Lock _gate = new();
    private readonly List<SubmitRecord> _records = [];
    private readonly Histogram _latency = new();
    private long _unrecorded;
    private long _lastAt;

    public long Unrecorded => Volatile.Read(ref _unrecorded);

    public long LastAt => Volatile.Read(ref _lastAt);

    public Latency Latency => _latency.Summarize();

    public void Add(SubmitSm submit)
    {
        var now = Clock.Micros;
        Volatile.Write(ref _lastAt, now);
        if (!Tag.TryRead(submit.ShortMessage.Span, out var sentAt, out var request) || !long.TryParse(submit.Destination.Value, out var recipient))
        {
            Interlocked.Increment(ref _unrecorded);
            return;
        }

        _latency.Record(now - sentAt);
        lock (_gate)
        {
            if (_records.Count == MaxRecords)
            {
                Interlocked.Increment(ref _unrecorded);
                return;
            }

            _records.Add(new SubmitRecord(request, recipient, now));
        }
    }

    /// <summary>Latency is counted from here.</summary>
    public void Mark() => _latency.Clear();

    public async Task WriteAsync(string path)
    {
        SubmitRecord[] records;
        lock (_gate)
        {
            records = [.. _records];
        }

        await File.WriteAllBytesAsync(path, MemoryMarshal.AsBytes(records.AsSpan()).ToArray());
    }

    public static async Task<SubmitRecord[]> ReadAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        return MemoryMarshal.Cast<byte, SubmitRecord>(bytes).ToArray();
    }
}
