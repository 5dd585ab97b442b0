using System.Net;
using BenchmarkDotNet.Attributes;
using OrleansSms.Benchmarks.Codec;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Benchmarks.Session;

/// <summary>Messages over a loopback socket between two sessions: submit_sm and its response, deliver_sm with the receipt and its response.</summary>
public class SessionBenchmark : IBindAuthenticator
{
    private const int Exchanges = 10_000;
    private const int WindowSize = 1_000;

    private readonly Carrier _carrier = new();
    private readonly Gateway _gateway = new();
    private SmscListener? _listener;

    /// <summary>Binds.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        var options = new SmppSessionOptions { WindowSize = WindowSize, ServerWindow = WindowSize };
        _listener = SmscListener.Start(new SmscListenerOptions { Port = 0, Session = options }, this, TimeProvider.System);
        var bound = await EsmeClient.ConnectAsync(
            IPAddress.Loopback.ToString(), _listener.LocalEndPoint.Port, options, _gateway, TimeProvider.System, CancellationToken.None);
        _gateway.Session = bound.Session!;
    }

    /// <summary>Closes.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _gateway.Session!.UnbindAsync();
        await _listener!.DisposeAsync();
    }

    /// <inheritdoc/>
    public ValueTask<BindAnswer> AuthenticateAsync(BindRequest request, CancellationToken cancellationToken) => new(BindAnswer.Accept(_carrier));

    /// <summary>Until the last receipt has come; figures are for one message.</summary>
    [Benchmark(OperationsPerInvoke = Exchanges)]
    public Task Exchange() => _gateway.RunAsync(Exchanges);

    /// <summary>Answers each submit_sm, and sends its receipt when the window has room.</summary>
    private sealed class Carrier : ISmppSessionHandler
    {
        private readonly DeliverSm _receipt = SamplePdus.DeliverSm();
        private int _due;

        public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
        {
            foreach (var one in events)
            {
                if (one.Pdu is SubmitSm submit)
                {
                    var response = submit.CreateResponse(CommandStatus.Ok);
                    response.MessageId = SamplePdus.SmscId;
                    session.Reply(response);
                    _due++;
                }
            }

            while (_due > 0 && session.TrySend(_receipt, 0))
            {
                _due--;
            }

            return ValueTask.CompletedTask;
        }

        public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens)
        {
        }
    }

    /// <summary>Submits as much as the window takes, and answers receipts.</summary>
    private sealed class Gateway : ISmppSessionHandler
    {
        private readonly SubmitSm _submit = SamplePdus.SubmitSm();
        private TaskCompletionSource _done = new();
        private int _toSend;
        private int _toCome;

        public SmppSession? Session { get; set; }

        public Task RunAsync(int exchanges)
        {
            lock (_submit)
            {
                _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                (_toSend, _toCome) = (exchanges, exchanges);
                Send(Session!);
                return _done.Task;
            }
        }

        public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
        {
            lock (_submit)
            {
                foreach (var one in events)
                {
                    if (one.Pdu is DeliverSm deliver)
                    {
                        session.Reply(deliver.CreateResponse(CommandStatus.Ok));
                        _toCome--;
                    }
                }

                Send(session);
                if (_toCome == 0)
                {
                    _done.TrySetResult();
                }
            }

            return ValueTask.CompletedTask;
        }

        public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens) => _done.TrySetCanceled();

        private void Send(SmppSession session)
        {
            while (_toSend > 0 && session.TrySend(_submit, 0))
            {
                _toSend--;
            }
        }
    }
}
