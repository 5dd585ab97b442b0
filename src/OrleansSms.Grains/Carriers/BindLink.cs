using System.Threading.Channels;
using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Submission;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Keeps one session with the SMSC: connects, binds, and binds again with backoff when it is lost. What the session says becomes notices
/// that the bind's grain reads; when the grain is slow, the channel is full and the session stops reading.
/// </summary>
internal sealed partial class BindLink(BindContext context, ChannelWriter<LinkNotice> notices) : ISmppSessionHandler, IAsyncDisposable
{
    /// <summary>A refused login is not tried again sooner: each try may count towards a lockout.</summary>
    private static readonly TimeSpan LoginRetry = TimeSpan.FromSeconds(60);

    private static readonly CommandStatus[] LoginRefusals =
        [CommandStatus.InvalidPassword, CommandStatus.InvalidSystemId, CommandStatus.InvalidSystemType, CommandStatus.BindFailed];

    /// <summary>
    /// Receipts that may wait for their answer before the session stops reading. More than a carrier's own window: receipts that wait for their message must not
    /// hold up the answers to submit_sm that come behind them.
    /// </summary>
    private const int UnansweredReceipts = 5_000;

    /// <summary>A carrier that does not answer unbind is left without more ado: the process that stops, or the operator who changes a setting, is waiting.</summary>
    private static readonly TimeSpan UnbindWait = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _closed = new(0);
    private Task _running = Task.CompletedTask;
    private volatile SmppSession? _session;
    private bool _disposed;

    /// <summary>Where the link stands: <c>connecting</c>, <c>bound</c>, <c>waiting</c> or <c>stopped</c>.</summary>
    public string State { get; private set; } = "stopped";

    /// <summary>Starts connecting.</summary>
    public void Start()
    {
        State = "connecting";
        _running = RunAsync(_stopping.Token);
    }

    /// <summary>Closes the session so that another is made.</summary>
    public async ValueTask RebindAsync()
    {
        if (_session is { } session)
        {
            await session.UnbindAsync(_stopping.Token);
        }
    }

    public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events) =>
        notices.WriteAsync(new LinkNotice.Events(session, [.. events]));

    public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens)
    {
        _session = null;
        Post(new LinkNotice.Closed(close.Text, [.. unansweredTokens]));
        _closed.Release();
    }

    /// <summary>Unbinds and stops. Draining and deactivation both come here, one after the other.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_session is { } session)
        {
            using var enough = new CancellationTokenSource(UnbindWait, context.Time);
            await session.UnbindAsync(enough.Token);
        }

        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        State = "stopped";
        _stopping.Dispose();
        _closed.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            State = "connecting";
            var result = await EsmeClient.ConnectAsync(
                context.Carrier.Host, context.Carrier.Port, OptionsOf(context.Carrier, context.Limits), this, context.Time, cancellationToken);
            if (result.Session is { } session)
            {
                failures = 0;
                State = "bound";
                _session = session;
                Post(new LinkNotice.Bound(session));
                await _closed.WaitAsync(cancellationToken);
            }
            else
            {
                LogBindFailed(context.Logger, context.Key, result.Text);
                Post(new LinkNotice.Failed(result.Text));
            }

            State = "waiting";
            await Task.Delay(Wait(result, ++failures), context.Time, cancellationToken);
        }
    }

    private static TimeSpan Wait(EsmeConnectResult result, int failures)
    {
        if (result.Outcome == EsmeConnectOutcome.BindRefused && LoginRefusals.Contains(result.BindStatus))
        {
            return LoginRetry;
        }

        return Backoff.Reconnect.Delay(failures, Random.Shared.NextDouble());
    }

    /// <summary>Notices other than events are few and must not be lost; they never wait for room.</summary>
    private void Post(LinkNotice notice)
    {
        if (!notices.TryWrite(notice))
        {
            _ = notices.WriteAsync(notice).AsTask();
        }
    }

    private static SmppSessionOptions OptionsOf(CarrierConfig carrier, GatewayLimits limits) => new()
    {
        SystemId = carrier.SystemId,
        Password = carrier.Password,
        SystemType = carrier.SystemType,
        BindMode = (Smpp.Session.BindMode)(int)carrier.BindMode,
        WindowSize = carrier.WindowSize,
        ServerWindow = UnansweredReceipts,
        EnquireLinkInterval = limits.EnquireLinkInterval,
        ResponseTimeout = limits.ResponseTimeout,
        SubmitResponseTimeout = limits.SubmitResponseTimeout,
        Tls = CarrierTls.Options(carrier),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind} could not bind: {Reason}")]
    private static partial void LogBindFailed(ILogger logger, BindKey bind, string reason);
}
