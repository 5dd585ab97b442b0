using System.Text;
using System.Threading.Channels;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Simulator.Tests;

/// <summary>An ESME for the tests: sends, and keeps what comes.</summary>
internal sealed class Subscriber : ISmppSessionHandler, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Channel<SubmitSmResp> _answers = Channel.CreateUnbounded<SubmitSmResp>();
    private readonly Channel<QuerySmResp> _queried = Channel.CreateUnbounded<QuerySmResp>();
    private readonly Channel<DeliverSm> _delivered = Channel.CreateUnbounded<DeliverSm>();

    public SmppSession Session { get; private set; } = null!;

    /// <summary>What deliver_sm is answered with.</summary>
    public Func<DeliverSm, CommandStatus> Takes { get; set; } = _ => CommandStatus.Ok;

    public static async Task<Subscriber> BindAsync(CarrierSimulator carrier, TimeProvider? time = null, SmppSessionOptions? options = null)
    {
        var subscriber = new Subscriber();
        await subscriber.ConnectAsync(carrier, time, options);
        return subscriber;
    }

    public async Task ConnectAsync(CarrierSimulator carrier, TimeProvider? time = null, SmppSessionOptions? options = null)
    {
        options ??= new SmppSessionOptions { SystemId = "esme", Password = "secret", WindowSize = 10_000 };
        var result = await EsmeClient.ConnectAsync("127.0.0.1", carrier.Port, options, this, time ?? TimeProvider.System, default).WaitAsync(Limit);
        Assert.True(result.Outcome == EsmeConnectOutcome.Bound, result.Text);
        Session = result.Session!;
    }

    public void Send(string recipient, byte registeredDelivery = 1) => Assert.True(Session.TrySend(
        new SubmitSm { Source = new SmppAddress(5, 0, "INFO"), Destination = new SmppAddress(1, 1, recipient), RegisteredDelivery = registeredDelivery }, 0));

    public async Task<SubmitSmResp> SubmitAsync(string recipient, byte registeredDelivery = 1)
    {
        Send(recipient, registeredDelivery);
        return await AnswerAsync();
    }

    public Task<SubmitSmResp> AnswerAsync() => _answers.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>Returns when the carrier has dealt with all that was sent before: it answers a query at once and in order.</summary>
    public async Task<QuerySmResp> QueryAsync()
    {
        Assert.True(Session.TrySend(new QuerySm { MessageId = "1" }, 0));
        return await _queried.Reader.ReadAsync().AsTask().WaitAsync(Limit);
    }

    public Task<DeliverSm> DeliveredAsync() => _delivered.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    public async Task<string> TextAsync() => Encoding.Latin1.GetString((await DeliveredAsync()).ShortMessage.Span);

    public bool HasMore => _delivered.Reader.TryPeek(out _);

    public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
    {
        foreach (var (_, pdu, _) in events)
        {
            if (pdu is DeliverSm deliver)
            {
                session.Reply(deliver.CreateResponse(Takes(deliver)));
                _delivered.Writer.TryWrite(deliver);
            }
            else if (pdu is QuerySmResp queried)
            {
                _queried.Writer.TryWrite(queried);
            }
            else if (pdu is SubmitSmResp answer)
            {
                _answers.Writer.TryWrite(answer);
            }
        }

        return ValueTask.CompletedTask;
    }

    public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens)
    {
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
