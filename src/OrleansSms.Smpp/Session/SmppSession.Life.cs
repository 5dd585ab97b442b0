using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <content>The life of a session: its loop, its timer, and its end.</content>
public sealed partial class SmppSession
{
    private readonly SessionConnection _connection;
    private readonly IBindGate? _bindGate;
    private readonly SessionTimers _timers;
    private readonly Lock _timersGate = new();
    private readonly SemaphoreSlim _handlerGate = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _closeGate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<SessionEvent> _timeouts = [];
    private ISmppSessionHandler? _handler;
    private SessionClose? _close;
    private ITimer? _timer;
    private int _sweeping;
    private bool _finished;

    /// <summary>Completes when the session has ended and OnClosed has returned. Never fails.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Why it ended; null while it runs.</summary>
    public SessionClose? CloseReason
    {
        get
        {
            lock (_closeGate)
            {
                return _close;
            }
        }
    }

    internal bool WasBound { get; private set; }

    internal OwnRequests Own => _own;

    internal void Start()
    {
        _timer = _time.CreateTimer(static state => ((SmppSession)state!).OnTick(), this, _timers.Tick, _timers.Tick);
        _ = RunAsync();
    }

    internal void Received()
    {
        lock (_timersGate)
        {
            _timers.Received(_time.GetTimestamp());
        }
    }

    internal void Framed(bool whole, bool partial)
    {
        lock (_timersGate)
        {
            _timers.Framed(_time.GetTimestamp(), whole, partial);
        }
    }

    internal void PauseTimers()
    {
        lock (_timersGate)
        {
            _timers.Pause(_time.GetTimestamp());
        }
    }

    internal void ResumeTimers()
    {
        lock (_timersGate)
        {
            _timers.Resume(_time.GetTimestamp());
        }
    }

    /// <summary>Gives a batch to the handler, one at a time with the timer's sweeps. Only the read loop calls it.</summary>
    internal async ValueTask DeliverAsync(List<SessionEvent> events)
    {
        PauseTimers();
        await _handlerGate.WaitAsync().ConfigureAwait(false);
        try
        {
            await CallHandlerAsync(events).ConfigureAwait(false);
        }
        finally
        {
            _handlerGate.Release();
        }

        ResumeTimers();
    }

    internal ValueTask<SessionClose?> AnswerBindAsync(BindPdu bind, CancellationToken cancellationToken) =>
        _bindGate!.AnswerAsync(this, bind, cancellationToken);

    /// <summary>Ends the session; the first reason counts.</summary>
    internal void Close(SessionClose close)
    {
        lock (_closeGate)
        {
            if (_close is not null)
            {
                return;
            }

            _close = close;
        }

        _state = (int)SessionState.Closed;
        _output.Close();
        _backlog.Close();
        _connection.Abort();
        _stop.Cancel();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a handler throws ends this session and no other.")]
    private async Task RunAsync()
    {
        SessionClose close;
        try
        {
            close = await _readLoop.RunAsync(_stop.Token).ConfigureAwait(false);
            await _output.DrainAsync().WaitAsync(_options.ResponseTimeout, _time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            close = new SessionClose(SessionCloseReason.ConnectionLost, $"The connection was lost: {e.Message}");
        }
        catch (HandlerException e)
        {
            close = HandlerFailed(e);
        }
        catch (Exception e)
        {
            close = new SessionClose(SessionCloseReason.ConnectionLost, $"The connection failed: {e}");
        }

        // Many peers close instead of answering unbind.
        var wasLost = close.Reason is SessionCloseReason.PeerClosed or SessionCloseReason.ConnectionLost;
        Close(State == SessionState.Unbinding && wasLost ? LocalUnbind : close);
        await FinishAsync().ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "An OnClosed that throws must not keep the session from completing.")]
    private async Task FinishAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await _handlerGate.WaitAsync().ConfigureAwait(false);
        _finished = true;
        _own.Close();
        var unanswered = _window.Close();
        try
        {
            if (WasBound)
            {
                _handler?.OnClosed(this, CloseReason!.Value, unanswered);
            }
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }

        _handlerGate.Release();
        _connection.Dispose();
        _completion.TrySetResult();
    }

    private void OnTick()
    {
        SessionDue due;
        bool sweep;
        lock (_timersGate)
        {
            var now = _time.GetTimestamp();
            due = _timers.Check(now, State);
            sweep = _timers.MaySweep(now, out _, out _);
            if (due == SessionDue.SendEnquireLink)
            {
                _timers.EnquireLinkSent(now);
            }
        }

        if (due == SessionDue.SendEnquireLink)
        {
            SendOwn(new EnquireLink());
        }
        else if (due != SessionDue.Nothing)
        {
            Close(CloseOf(due));
        }
        else if (sweep && _window.Outstanding > 0 && Interlocked.Exchange(ref _sweeping, 1) == 0)
        {
            _ = SweepAsync();
        }
    }

    private async Task SweepAsync()
    {
        await _handlerGate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (TryExpire())
            {
                await CallHandlerAsync(_timeouts).ConfigureAwait(false);
            }
        }
        catch (HandlerException e)
        {
            Close(HandlerFailed(e));
        }
        finally
        {
            _timeouts.Clear();
            _handlerGate.Release();
            Volatile.Write(ref _sweeping, 0);
        }
    }

    /// <summary>Takes what has timed out from the window; within the handler's gate, for after OnClosed nothing may come.</summary>
    private bool TryExpire()
    {
        lock (_timersGate)
        {
            if (_finished || !_timers.MaySweep(_time.GetTimestamp(), out var sentBefore, out var submitsSentBefore))
            {
                return false;
            }

            _window.Expire(sentBefore, submitsSentBefore, _timeouts);
            return _timeouts.Count > 0;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is thrown again as what it is: the handler's failure.")]
    private async ValueTask CallHandlerAsync(List<SessionEvent> events)
    {
        try
        {
            await _handler!.OnEventsAsync(this, events).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new HandlerException(e);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is thrown again as what it is: the handler's failure.")]
    private void CallOnBound()
    {
        try
        {
            _handler?.OnBound(this);
        }
        catch (Exception e)
        {
            throw new HandlerException(e);
        }
    }

    private void OnWriteFailed(Exception e) => Close(new SessionClose(SessionCloseReason.ConnectionLost, $"Writing failed: {e.Message}"));

    private static SessionClose CloseOf(SessionDue due) => due switch
    {
        SessionDue.CloseSessionInit => new(SessionCloseReason.SessionInitTimeout, "No bind came within the session-init time."),
        SessionDue.ClosePduRead => new(SessionCloseReason.PduReadTimeout, "The rest of a PDU did not come in time."),
        SessionDue.CloseEnquireLink => new(SessionCloseReason.EnquireLinkTimeout, "The peer did not answer enquire_link."),
        _ => new(SessionCloseReason.InactivityTimeout, "Nothing came for the inactivity time."),
    };

    private static SessionClose HandlerFailed(HandlerException e) => new(SessionCloseReason.HandlerFailed, $"The handler failed: {e.InnerException}");

    private sealed class HandlerException(Exception inner) : Exception("The handler failed.", inner);
}
