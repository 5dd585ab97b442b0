using System.Collections.Concurrent;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Simulator;

/// <summary>The sandbox carrier: a real SMPP server that takes messages, sends delivery receipts, and behaves as its options say.</summary>
public sealed class CarrierSimulator : IBindAuthenticator, IAsyncDisposable
{
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly SubmitDesk _desk;
    private readonly DelayQueue<(Mailbox Mailbox, Delivery Delivery)> _retries;
    private readonly ConcurrentDictionary<string, Mailbox> _mailboxes = new(StringComparer.Ordinal);
    private SmscListener? _listener;

    /// <summary>Makes a carrier that does not listen yet.</summary>
    public CarrierSimulator(SimulatorOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_options, _time) = (options, time);
        _desk = new SubmitDesk(options, Counters, time);
        _retries = new(options.DeliverRetryDelay, static due => due.ForEach(static one => one.Mailbox.Send(one.Delivery)), time);
    }

    /// <summary>The port it listens on; 0 while it does not.</summary>
    public int Port => _listener?.LocalEndPoint.Port ?? 0;

    /// <summary>What happened so far.</summary>
    public SimulatorCounters Counters { get; } = new();

    /// <summary>Starts to listen; again after <see cref="StopAsync"/> too, which takes another free port unless one is set.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _listener ??= SmscListener.Start(
            new SmscListenerOptions
            {
                Address = _options.Address,
                Port = _options.Port,
                Tls = _options.Tls,
                Session = new SmppSessionOptions { SystemId = "simulator", InterfaceVersion = 0x50, WindowSize = _options.DeliverWindow },
            },
            this,
            _time);
        return Task.CompletedTask;
    }

    /// <summary>Stops listening and closes all sessions without unbind. Receipts that wait are kept for the next start.</summary>
    public async Task StopAsync()
    {
        if (_listener is { } listener)
        {
            _listener = null;
            await listener.DisposeAsync();
        }
    }

    /// <summary>
    /// Sends an MO to one system_id, or to any that is bound to receive, and returns what the ESME answered. Waits for a receiving session
    /// when a system_id is named.
    /// </summary>
    /// <param name="from">Who sends, an MSISDN.</param>
    /// <param name="to">To which number or short code.</param>
    /// <param name="text">The octets of the text, UDH first if there is one.</param>
    /// <param name="dataCoding">How the text is encoded.</param>
    /// <param name="esmClass">0, or <see cref="Smpp.Fields.EsmClass.Udhi"/> with a UDH.</param>
    /// <param name="systemId">For whom; null for any.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="InvalidOperationException">No system_id is named and none is bound to receive.</exception>
    /// <exception cref="ArgumentException">A field does not fit into deliver_sm.</exception>
    public Task<CommandStatus> SendMoAsync(
        string from, string to, ReadOnlyMemory<byte> text, byte dataCoding = 0, byte esmClass = 0, string? systemId = null, CancellationToken cancellationToken = default)
    {
        var mailbox = systemId is not null
            ? MailboxOf(systemId)
            : _mailboxes.Values.FirstOrDefault(one => one.HasReceiver) ?? throw new InvalidOperationException("No ESME is bound to receive.");
        var answered = new TaskCompletionSource<CommandStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        var mo = new DeliverSm
        {
            Source = new SmppAddress(1, 1, from),
            Destination = new SmppAddress(1, 1, to),
            EsmClass = esmClass,
            DataCoding = dataCoding,
            ShortMessage = text,
        };
        mailbox.Reserve();
        mailbox.Send(new Delivery { Mo = mo, Answered = answered });
        return answered.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Stops, and forgets the receipts that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _desk.Dispose();
        _retries.Dispose();
    }

    ValueTask<BindAnswer> IBindAuthenticator.AuthenticateAsync(BindRequest request, CancellationToken cancellationToken)
    {
        var known = (_options.SystemId ?? request.SystemId) == request.SystemId && (_options.Password ?? request.Password) == request.Password;
        return ValueTask.FromResult(known ? BindAnswer.Accept(new SimulatedSession(MailboxOf(request.SystemId), _desk)) : BindAnswer.Refuse(CommandStatus.BindFailed));
    }

    private Mailbox MailboxOf(string systemId) =>
        _mailboxes.GetOrAdd(systemId, _ => new Mailbox(_options, Counters, _time, (mailbox, delivery) => _retries.Add((mailbox, delivery))));
}
