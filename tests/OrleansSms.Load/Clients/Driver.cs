using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using OrleansSms.Load.Http;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Clients;

/// <summary>The clients of one offer on a thread of their own: sends what is due and remembers what was answered with 202.</summary>
internal sealed class Driver : IClientOwner
{
    /// <summary>Tries of one request that the gateway puts off or that loses its answer: two minutes of it.</summary>
    private const int MaxTries = 1_200;

    private const long RetryAfterMicros = 100_000;

    /// <summary>How late a stop from outside may be seen.</summary>
    private const long LookMicros = 20_000;

    private readonly Offer _offer;
    private readonly Traffic _traffic;
    private readonly DriveResult _result;
    private readonly Stack<ClientConnection> _idle = new();
    private readonly Queue<(ClientConnection Connection, long At)> _later = new();
    private int _busy;

    private Driver(Offer offer) => (_offer, _traffic, _result) = (offer, offer.Traffic, new DriveResult(offer.Traffic));

    /// <summary>Until the pace is over and everything is answered.</summary>
    public static Task<DriveResult> RunAsync(Offer offer, IReadOnlyList<IPEndPoint> endPoints, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<DriveResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(Work) { IsBackground = true, Name = $"clients {offer.Traffic.Lane}" };
        thread.Start();
        return done.Task;

        void Work()
        {
            try
            {
                done.SetResult(new Driver(offer).Run(endPoints, cancellationToken));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }

    public void Answered(ClientConnection connection, in HttpAnswer answer)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_result.Answers, answer.Status, out _)++;
        if (answer.Status == 202 && (_traffic.Size == 1 || answer.Body.IndexOf("\"rejected\":0"u8) >= 0))
        {
            _result.Accepted.Add(connection.Request);
            _result.Replayed += answer.IsReplayed ? 1 : 0;
            _result.LastAcceptedAt = Clock.Micros;
            _result.Latency.Record(_result.LastAcceptedAt - connection.DueAt);
            Free(connection);
        }
        else if (answer.Status is 409 or 429 or 503)
        {
            _result.WithoutRetryAfter += answer.Status != 409 && !answer.SaysWhenToRetry ? 1 : 0;
            AgainOr(connection, _offer.Insists);
        }
        else
        {
            _result.Refused++;
            _result.Refusal ??= $"{answer.Status} {Encoding.UTF8.GetString(answer.Body)}";
            Free(connection);
        }
    }

    public void Failed(ClientConnection connection)
    {
        _result.LostAnswers++;
        AgainOr(connection, _traffic.HasKeys);
    }

    private DriveResult Run(IReadOnlyList<IPEndPoint> endPoints, CancellationToken cancellationToken)
    {
        using var loop = new EventLoop();
        var connections = Enumerable.Range(0, _offer.Connections).Select(i => new ClientConnection(loop, endPoints, i, _traffic.Template.Copy(), this)).ToList();
        connections.ForEach(_idle.Push);
        _result.StartedAt = Clock.Micros;
        _offer.Pace.Start(_result.StartedAt);
        try
        {
            for (var now = Clock.Micros; _busy > 0 || !_offer.Pace.IsOver(now); now = Clock.Micros)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SendDue(now);
                loop.Wait(Math.Min(NextAt(now) - now, LookMicros));
            }
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        return _result;
    }

    private void SendDue(long now)
    {
        while (_later.TryPeek(out var later) && later.At <= now)
        {
            _later.Dequeue();
            later.Connection.Send(again: true);
        }

        while (_idle.Count > 0 && _offer.Pace.TryNext(now, out var dueAt))
        {
            var connection = _idle.Pop();
            (connection.Request, connection.DueAt) = (_traffic.Next(), dueAt);
            _traffic.Template.Fill(connection.RequestBytes, _traffic, connection.Request, dueAt);
            _busy++;
            _result.Sent++;
            connection.Send(again: false);
        }
    }

    private long NextAt(long now)
    {
        var retry = _later.TryPeek(out var later) ? later.At : long.MaxValue;
        return Math.Min(retry, _idle.Count > 0 && !_offer.Pace.IsOver(now) ? _offer.Pace.NextAt : long.MaxValue);
    }

    private void AgainOr(ClientConnection connection, bool again)
    {
        if (!again)
        {
            Free(connection);
            return;
        }

        if (connection.Tries == MaxTries)
        {
            throw new LoadException($"Request {connection.Request} was not answered after {MaxTries} tries.");
        }

        _later.Enqueue((connection, Clock.Micros + RetryAfterMicros));
    }

    private void Free(ClientConnection connection)
    {
        _busy--;
        _idle.Push(connection);
    }
}
