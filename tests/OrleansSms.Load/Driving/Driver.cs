using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansSms.Load.Http;

namespace OrleansSms.Load.Driving;

/// <summary>Sends requests over many connections and remembers which were answered with 202.</summary>
internal sealed class Driver(Workload workload, IPEndPoint endPoint)
{
    /// <summary>Tries of one request that the gateway puts off or that loses its answer: two minutes of it.</summary>
    private const int MaxTries = 1_200;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private string? _firstRefusal;

    /// <summary>From due to answered with 202, microseconds.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>Sends what the pacer says, until it has no more.</summary>
    public async Task<DriveResult> RunAsync(int connections, IPacer pacer, CancellationToken cancellationToken)
    {
        var started = Clock.Micros;
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => WorkAsync(pacer, cancellationToken), cancellationToken)));
        return new DriveResult
        {
            Accepted = [.. workers.SelectMany(worker => worker.Accepted)],
            StartedAt = started,
            LastAcceptedAt = workers.Max(worker => worker.LastAcceptedAt),
            PutOff = workers.Sum(worker => worker.PutOff),
            Lost = workers.Sum(worker => worker.Lost),
            Replayed = workers.Sum(worker => worker.Replayed),
            Refused = workers.Sum(worker => worker.Refused),
            Refusal = _firstRefusal,
        };
    }

    private async Task<Worker> WorkAsync(IPacer pacer, CancellationToken cancellationToken)
    {
        var worker = new Worker(workload);
        using var connection = new HttpConnection(endPoint);
        while (await pacer.NextAsync(cancellationToken) is { } slot)
        {
            var bytes = worker.Prepare(slot);
            for (var tries = 1; !await TryAsync(worker, connection, bytes, slot, cancellationToken); tries++)
            {
                if (tries == MaxTries)
                {
                    throw new LoadException($"Request {slot.Request} was not answered after {MaxTries} tries.");
                }

                await Task.Delay(RetryAfter, cancellationToken);
            }
        }

        return worker;
    }

    /// <summary>False when it is to be tried again.</summary>
    private async ValueTask<bool> TryAsync(Worker worker, HttpConnection connection, byte[] bytes, Slot slot, CancellationToken cancellationToken)
    {
        HttpAnswer answer;
        try
        {
            answer = await connection.ExchangeAsync(bytes, cancellationToken);
        }
        catch (SocketException)
        {
            worker.Lost++;
            return !workload.HasKeys;
        }

        if (answer.Status == 202 && IsWhole(answer, slot.Request))
        {
            worker.Accepted.Add(slot.Request);
            worker.Replayed += answer.Replayed ? 1 : 0;
            worker.LastAcceptedAt = Clock.Micros;
            Latency.Record(worker.LastAcceptedAt - slot.DueAt);
            return true;
        }

        if (answer.Status is 409 or 429 or 503)
        {
            worker.PutOff++;
            return false;
        }

        worker.Refused++;
        Interlocked.CompareExchange(ref _firstRefusal, $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}", null);
        return true;
    }

    private bool IsWhole(in HttpAnswer answer, long request) => !workload.IsBatch(request) || answer.Body.Span.IndexOf("\"rejected\":0"u8) >= 0;

    private sealed class Worker(Workload workload)
    {
        private readonly byte[] _single = workload.Single.Copy();
        private readonly byte[] _batch = workload.Batch.Copy();

        public List<long> Accepted { get; } = [];

        public long LastAcceptedAt { get; set; }

        public int PutOff { get; set; }

        public int Lost { get; set; }

        public int Replayed { get; set; }

        public int Refused { get; set; }

        public byte[] Prepare(Slot slot)
        {
            var isBatch = workload.IsBatch(slot.Request);
            var bytes = isBatch ? _batch : _single;
            (isBatch ? workload.Batch : workload.Single).Fill(bytes, slot.DueAt, slot.Request, row => workload.RecipientOf(slot.Request, row));
            return bytes;
        }
    }
}
