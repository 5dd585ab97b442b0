using System.Text;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>A submit_sm that reached the carrier.</summary>
internal sealed record Arrived(SmppSession Session, SubmitSm Pdu, string To, byte[] Body)
{
    /// <summary>Number of the segment in its header; 1 when there is none.</summary>
    public int Segment => (Pdu.EsmClass & 0x40) == 0 ? 1 : Body[5];
}

/// <summary>A real SMSC on loopback whose answers a test gives, and which remembers what came in which order.</summary>
internal sealed class ScriptedCarrier : IBindAuthenticator, ISmppSessionHandler, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Arrived> _arrived = [];
    private readonly List<SmppSession> _sessions = [];
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Reached)> _waiting = [];
    private readonly Dictionary<long, TaskCompletionSource<CommandStatus>> _delivered = [];
    private readonly SmscListener _listener;
    private int _accepted;
    private long _token;
    private long _id;

    public ScriptedCarrier(Func<Arrived, CommandStatus?>? answer = null)
    {
        Answer = answer ?? (_ => CommandStatus.Ok);
        _listener = SmscListener.Start(new SmscListenerOptions { Port = 0 }, this, TimeProvider.System);
    }

    /// <summary>A port on which nobody listens any more.</summary>
    public static async Task<int> ClosedPortAsync()
    {
        var carrier = new ScriptedCarrier();
        await using (carrier)
        {
            return carrier.Port;
        }
    }

    /// <summary>What each is answered with; null = not now.</summary>
    public Func<Arrived, CommandStatus?> Answer { get; set; }

    /// <summary>Sessions that it lets in.</summary>
    public int MaxSessions { get; set; } = int.MaxValue;

    public int Port => _listener.LocalEndPoint.Port;

    public IReadOnlyList<Arrived> Arrived
    {
        get
        {
            lock (_gate)
            {
                return [.. _arrived];
            }
        }
    }

    public IReadOnlyList<SmppSession> Sessions
    {
        get
        {
            lock (_gate)
            {
                return [.. _sessions];
            }
        }
    }

    /// <summary>Waits until so many submit_sm have come.</summary>
    public Task ArrivedAsync(int count) => ReachAsync(() => _arrived.Count >= count);

    /// <summary>Waits until a submit_sm like this has come.</summary>
    public Task ArrivedAsync(Func<Arrived, bool> like) => ReachAsync(() => _arrived.Exists(one => like(one)));

    /// <summary>Waits until so many sessions are bound.</summary>
    public Task BoundAsync(int count = 1) => ReachAsync(() => _sessions.Count >= count);

    /// <summary>Waits until a session is bound no longer.</summary>
    public Task GoneAsync(SmppSession session) => ReachAsync(() => !_sessions.Contains(session));

    /// <summary>Waits until no session is bound.</summary>
    public Task UnboundAsync() => ReachAsync(() => _sessions.Count == 0);

    /// <summary>Takes what came first, and from now on all that comes.</summary>
    public void BreakSilence()
    {
        Answer = _ => CommandStatus.Ok;
        Reply(Arrived[0], CommandStatus.Ok);
    }

    /// <summary>Answers a submit_sm; the id is given back.</summary>
    public string Reply(Arrived arrived, CommandStatus status, string? id = null)
    {
        var response = (SubmitSmResp)arrived.Pdu.CreateResponse(status)!;
        response.MessageId = status.IsOk ? id ?? NextId() : "";
        arrived.Session.Reply(response);
        return response.MessageId;
    }

    public string NextId() => $"{Interlocked.Increment(ref _id)}";

    /// <summary>Sends a text from a handset and waits for the answer.</summary>
    public Task<CommandStatus> TextAsync(string from, string to, string text) =>
        DeliverAsync(Sessions[^1], new DeliverSm { Source = new SmppAddress(1, 1, from.TrimStart('+')), Destination = new SmppAddress(3, 0, to), ShortMessage = Encoding.ASCII.GetBytes(text) });

    /// <summary>Sends a delivery receipt on a session and waits for the answer.</summary>
    public Task<CommandStatus> ReceiptAsync(SmppSession session, string id) =>
        DeliverAsync(session, new DeliverSm
        {
            Source = new SmppAddress(1, 1, "447700900123"),
            Destination = new SmppAddress(3, 0, "60000"),
            EsmClass = 0x04,
            ShortMessage = Encoding.ASCII.GetBytes($"id:{id} sub:001 dlvrd:001 submit date:2601010000 done date:2601010000 stat:DELIVRD err:000 text:"),
        });

    public ValueTask<BindAnswer> AuthenticateAsync(BindRequest request, CancellationToken cancellationToken) =>
        new(Interlocked.Increment(ref _accepted) <= MaxSessions ? BindAnswer.Accept(this) : BindAnswer.Refuse(CommandStatus.BindFailed));

    public void OnBound(SmppSession session) => Change(() => _sessions.Add(session));

    public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
    {
        foreach (var item in events)
        {
            if (item.Pdu is SubmitSm submit)
            {
                var arrived = new Arrived(session, submit, submit.Destination.Value, submit.ShortMessage.ToArray());
                var status = Answer(arrived);
                Change(() => _arrived.Add(arrived));
                if (status is { } now)
                {
                    Reply(arrived, now);
                }
            }
            else if (item.Kind == SessionEventKind.Response)
            {
                Answered(item);
            }
        }

        return ValueTask.CompletedTask;
    }

    public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens) => Change(() => _sessions.Remove(session));

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private void Answered(in SessionEvent item)
    {
        lock (_gate)
        {
            if (_delivered.Remove(item.Token, out var waiting))
            {
                waiting.TrySetResult(item.Pdu!.Status);
            }
        }
    }

    private Task<CommandStatus> DeliverAsync(SmppSession session, DeliverSm pdu)
    {
        var answered = new TaskCompletionSource<CommandStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = Interlocked.Increment(ref _token);
        lock (_gate)
        {
            _delivered.Add(token, answered);
        }

        Assert.True(session.TrySend(pdu, token));
        return answered.Task.WaitAsync(Gateway.Limit);
    }

    private Task ReachAsync(Func<bool> isTrue)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(() => _waiting.Add((isTrue, reached)));
        return reached.Task.WaitAsync(Gateway.Limit);
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            foreach (var (isTrue, reached) in _waiting)
            {
                if (isTrue())
                {
                    reached.TrySetResult();
                }
            }

            _waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }
    }
}
