using System.Net;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Session;

/// <summary>
/// One SMPP session over one connection, of either side. It answers enquire_link, unbind and what is malformed, unsupported or out of
/// state by itself; the rest goes to its <see cref="ISmppSessionHandler"/>. Made by <see cref="EsmeClient"/> and <see cref="SmscListener"/>.
/// </summary>
public sealed partial class SmppSession : IAsyncDisposable
{
    private const byte FirstVersionWithTlvs = 0x34;
    private const byte FirstVersionWithEnquireBeforeBind = 0x50;

    private readonly SmppSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly SessionOutput _output;
    private readonly RequestBacklog _backlog;
    private readonly OwnRequests _own = new();
    private readonly Window _window;
    private readonly SessionReadLoop _readLoop;
    private volatile int _state = (int)SessionState.Open;

    internal SmppSession(SessionSide side, SessionConnection connection, SmppSessionOptions options, ISmppSessionHandler? handler, IBindGate? bindGate, TimeProvider time)
    {
        (Side, _connection, _options, _handler, _bindGate, _time) = (side, connection, options, handler, bindGate, time);
        InterfaceVersion = options.InterfaceVersion;
        _timers = new SessionTimers(options, time.TimestampFrequency, time.GetTimestamp());
        _output = new SessionOutput(connection.Stream, options.MaxPendingOutputBytes, Counters, OnWriteFailed);
        _backlog = new RequestBacklog(options.ServerWindow);
        _window = new Window(options.WindowSize);
        var dispatch = new SessionDispatch(this, _window, _own, _backlog, _output);
        _readLoop = new SessionReadLoop(this, connection.Input, dispatch, _backlog, _output, options.Limits);
    }

    /// <summary>Where the session is in its life.</summary>
    public SessionState State => (SessionState)_state;

    /// <summary>Which end this is.</summary>
    public SessionSide Side { get; }

    /// <summary>The SMPP version in use: the lower of both sides'. Final once bound.</summary>
    public byte InterfaceVersion { get; private set; }

    /// <summary>The system_id of the ESME, whichever side this is.</summary>
    public string SystemId { get; private set; } = string.Empty;

    /// <summary>The other end.</summary>
    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    /// <summary>How many requests may wait for a response.</summary>
    public int WindowSize => _window.Size;

    /// <summary>How many requests wait for a response.</summary>
    public int Outstanding => _window.Outstanding;

    /// <summary>What happened so far.</summary>
    public SessionCounters Counters { get; } = new();

    internal static SessionClose LocalUnbind => new(SessionCloseReason.LocalUnbind, "This side sent unbind.");

    internal SessionSide PeerSide => Side == SessionSide.Esme ? SessionSide.Smsc : SessionSide.Esme;

    /// <summary>enquire_link before bind is allowed from SMPP 5.0 on (SMPP 5.0 §2.4).</summary>
    internal bool MayEnquire => State != SessionState.Open || _options.InterfaceVersion >= FirstVersionWithEnquireBeforeBind;

    /// <summary>
    /// Sends a request; thread-safe. Its sequence number is assigned, and it is encoded before the call returns. For each true there
    /// comes exactly one of: a Response event, a ResponseTimeout event, or the token in OnClosed; alert_notification and outbind, which have
    /// no response, have none of these and take no room in the window.
    /// </summary>
    /// <param name="request">The request; it may be used again after the call.</param>
    /// <param name="token">Comes back with the outcome.</param>
    /// <returns>False when the window or the output is full, or the state does not allow this request.</returns>
    /// <exception cref="ArgumentException">A field breaks its limit, or this is a response, a bind or an unbind.</exception>
    public bool TrySend(Pdu request, long token)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.IsResponse || request is BindPdu or Unbind)
        {
            throw new ArgumentException($"{request.Id} is not sent this way.", nameof(request));
        }

        var state = State;
        if (state == SessionState.Unbinding || !SessionStateTable.MaySend(Side, state, request.Id) || _output.IsOverLimit)
        {
            return false;
        }

        if (request is AlertNotification or Outbind)
        {
            request.Sequence = _window.NextSequence();
            _output.Write(request);
            return true;
        }

        if (!_window.TryAdd(request.Id, token, _time.GetTimestamp(), out var sequence))
        {
            return false;
        }

        request.Sequence = sequence;
        try
        {
            _output.Write(request);
            return true;
        }
        catch (ArgumentException)
        {
            _window.Cancel(sequence);
            throw;
        }
    }

    /// <summary>Answers a request; thread-safe. Each request is answered once. After the session has closed it does nothing.</summary>
    /// <param name="response">The response, made by <see cref="Pdu.CreateResponse"/> or with the request's sequence number.</param>
    /// <exception cref="ArgumentException">A field breaks its limit, or this is not a response.</exception>
    public void Reply(Pdu response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (!response.IsResponse)
        {
            throw new ArgumentException($"{response.Id} is not a response.", nameof(response));
        }

        _output.Write(response);
        _backlog.Remove();
    }

    /// <summary>
    /// Ends the session in order: sends unbind, waits for unbind_resp up to the response time, closes, and returns when OnClosed has
    /// returned. Responses that come before unbind_resp still count. Must not be awaited within the handler.
    /// </summary>
    /// <param name="cancellationToken">Closes at once, without waiting further for unbind_resp.</param>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        if (TryEnterUnbinding())
        {
            SendOwn(new Unbind());
            try
            {
                await _own.UnbindAnswer.WaitAsync(_options.ResponseTimeout, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                // Closing is all that is left either way.
            }
        }

        Close(LocalUnbind);
        await Completion.ConfigureAwait(false);
    }

    /// <summary>Closes the connection without unbind, and returns when OnClosed has returned. Must not be awaited within the handler.</summary>
    public async ValueTask DisposeAsync()
    {
        Close(new SessionClose(SessionCloseReason.LocalUnbind, "This side closed the session."));
        await Completion.ConfigureAwait(false);
    }

    /// <summary>Becomes bound by the SMSC's answer; false when that was no.</summary>
    internal bool TryBecomeBound(Pdu answer)
    {
        if (!answer.Status.IsOk || answer is not BindRespPdu response)
        {
            return false;
        }

        var peerVersion = response.HasTlvs && response.Tlvs.TryGet(TlvTag.ScInterfaceVersion, out var tlv) && tlv.TryReadByte(out var version)
            ? version
            : _options.InterfaceVersion;
        AgreeOnVersion(peerVersion);
        BecomeBound(_options.SystemId, _options.BindMode);
        return true;
    }

    /// <summary>Lets an ESME in: answers its bind, then is bound.</summary>
    internal void AcceptBind(BindPdu bind, BindMode mode, BindAnswer answer)
    {
        _handler = answer.Handler;
        _window.Resize(answer.WindowSize ?? _options.WindowSize);
        _backlog.Resize(answer.ServerWindow ?? _options.ServerWindow);
        AgreeOnVersion(bind.InterfaceVersion);
        var response = (BindRespPdu)bind.CreateResponse(CommandStatus.Ok)!;
        response.SystemId = _options.SystemId;
        response.Tlvs.Add(Tlv.OfByte(TlvTag.ScInterfaceVersion, _options.InterfaceVersion));
        _output.Write(response);
        BecomeBound(bind.SystemId, mode);
    }

    internal void RefuseBind(BindPdu bind, CommandStatus status) => _output.Write(bind.CreateResponse(status)!);

    private void AgreeOnVersion(byte peerVersion)
    {
        InterfaceVersion = Math.Min(peerVersion, _options.InterfaceVersion);
        _output.WithTlvs = InterfaceVersion >= FirstVersionWithTlvs;
    }

    private void BecomeBound(string systemId, BindMode mode)
    {
        SystemId = systemId;
        var bound = mode switch
        {
            BindMode.Transmitter => SessionState.BoundTx,
            BindMode.Receiver => SessionState.BoundRx,
            _ => SessionState.BoundTrx,
        };
        if (Interlocked.CompareExchange(ref _state, (int)bound, (int)SessionState.Open) == (int)SessionState.Open)
        {
            WasBound = true;
            CallOnBound();
        }
    }

    internal void SendOwn(Pdu request)
    {
        _own.Sending(request, _window.NextSequence());
        _output.Write(request);
    }

    private bool TryEnterUnbinding()
    {
        var state = _state;
        return (SessionState)state is SessionState.BoundTx or SessionState.BoundRx or SessionState.BoundTrx
            && Interlocked.CompareExchange(ref _state, (int)SessionState.Unbinding, state) == state;
    }
}
