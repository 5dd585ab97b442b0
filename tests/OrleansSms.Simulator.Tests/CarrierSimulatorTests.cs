using Microsoft.Extensions.Time.Testing;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Simulator.Tests;

public sealed class CarrierSimulatorTests
{
    [Fact]
    public async Task A_message_is_taken_and_its_receipt_says_delivered()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero));
        await using var carrier = await StartAsync(new SimulatorOptions(), time);
        await using var esme = await Subscriber.BindAsync(carrier, time);
        var answer = await esme.SubmitAsync("447700900000");
        Assert.Equal((CommandStatus.Ok, "1"), (answer.Status, answer.MessageId));

        var receipt = await esme.DeliveredAsync();
        Assert.Equal(EsmClass.DeliveryReceipt, receipt.EsmClass);
        Assert.Equal(("447700900000", "INFO"), (receipt.Source.Value, receipt.Destination.Value));
        Assert.Equal(
            "id:1 sub:001 dlvrd:001 submit date:2611221800 done date:2611221800 stat:DELIVRD err:000 text:",
            System.Text.Encoding.Latin1.GetString(receipt.ShortMessage.Span));
        Assert.True(receipt.Tlvs.TryGet(TlvTag.ReceiptedMessageId, out var id));
        Assert.True(receipt.Tlvs.TryGet(TlvTag.MessageState, out var state));
        Assert.Equal(("1", 2), (id.ReadCString(), state.Value.Span[0]));
    }

    [Theory]
    [InlineData("447700900001", 0u, "UNDELIV")]
    [InlineData("447700900002", 0x0Bu, null)]
    [InlineData("447700900003", 0x58u, null)]
    [InlineData("447700900004", 0u, "EXPIRED")]
    [InlineData("447700900005", 0u, null)]
    [InlineData("447700900006", 0u, "DELIVRD")]
    public async Task The_last_digits_choose_the_outcome(string recipient, uint status, string? stat)
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        await using var esme = await Subscriber.BindAsync(carrier);
        Assert.Equal(new CommandStatus(status), (await esme.SubmitAsync(recipient)).Status);

        // Receipts keep their order: if the message had one, it would come before that of the next.
        await esme.SubmitAsync("44");
        if (stat is not null)
        {
            Assert.Contains($"stat:{stat} ", await esme.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("id:2 ", await esme.TextAsync(), StringComparison.Ordinal);
        Assert.False(esme.HasMore);
    }

    [Fact]
    public async Task A_recipient_that_is_throttled_once_is_delivered_the_next_time()
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        await using var esme = await Subscriber.BindAsync(carrier);
        Assert.Equal(CommandStatus.Throttled, (await esme.SubmitAsync("447700900003")).Status);
        Assert.Equal(CommandStatus.Ok, (await esme.SubmitAsync("447700900003")).Status);
        Assert.Contains("stat:DELIVRD", await esme.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipts_come_only_when_they_are_asked_for()
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        await using var esme = await Subscriber.BindAsync(carrier);
        await esme.SubmitAsync("44", RegisteredDelivery.None);
        await esme.SubmitAsync("44", RegisteredDelivery.FailureOnly);
        await esme.SubmitAsync("440001", RegisteredDelivery.FailureOnly);
        Assert.Contains("id:3 ", await esme.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_and_receipts_take_the_time_they_are_given()
    {
        var time = new FakeTimeProvider();
        await using var carrier = await StartAsync(new SimulatorOptions { ResponseDelay = TimeSpan.FromSeconds(2), DlrDelay = TimeSpan.FromSeconds(3) }, time);
        await using var esme = await Subscriber.BindAsync(carrier);
        esme.Send("44");
        Assert.Equal(CommandStatus.QueryFailed, (await esme.QueryAsync()).Status);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("1", (await esme.AnswerAsync()).MessageId);
        await esme.QueryAsync();
        Assert.Equal(0, carrier.Counters.DeliversSent);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("id:1 ", await esme.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_may_be_hexadecimal_in_answers_and_decimal_in_receipts()
    {
        await using var carrier = await StartAsync(new SimulatorOptions { MessageIdFormat = MessageIdFormat.Hex, ReceiptIdFormat = MessageIdFormat.Decimal, FirstMessageId = 0xabc });
        await using var esme = await Subscriber.BindAsync(carrier);
        Assert.Equal("00000abc", (await esme.SubmitAsync("44")).MessageId);
        Assert.Contains("id:2748 ", await esme.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_rate_allows_is_throttled_until_a_second_has_passed()
    {
        var time = new FakeTimeProvider();
        await using var carrier = await StartAsync(new SimulatorOptions { ThrottleTps = 3 }, time);
        await using var esme = await Subscriber.BindAsync(carrier);
        var statuses = new List<CommandStatus>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await esme.SubmitAsync("44", 0)).Status);
        }

        Assert.Equal([CommandStatus.Ok, CommandStatus.Ok, CommandStatus.Ok, CommandStatus.Throttled, CommandStatus.Throttled], statuses);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CommandStatus.Ok, (await esme.SubmitAsync("44", 0)).Status);
    }

    [Fact]
    public async Task Rates_of_failure_are_kept()
    {
        const int messages = 2_000;
        await using var carrier = await StartAsync(new SimulatorOptions { ErrorRate = 0.25, ErrorCode = CommandStatus.MessageQueueFull, DlrFailRate = 0.5 });
        await using var esme = await Subscriber.BindAsync(carrier);
        for (var i = 0; i < messages; i++)
        {
            esme.Send("44");
        }

        var refused = 0;
        for (var i = 0; i < messages; i++)
        {
            refused += (await esme.AnswerAsync()).Status == CommandStatus.MessageQueueFull ? 1 : 0;
        }

        Assert.InRange(refused, messages / 5, messages * 3 / 10);
        Assert.Equal((messages, refused), (carrier.Counters.Submits, carrier.Counters.Refused));
        var failed = 0;
        for (var i = 0; i < messages - refused; i++)
        {
            failed += (await esme.TextAsync()).Contains("UNDELIV", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(failed, (messages - refused) * 4 / 10, (messages - refused) * 6 / 10);
    }

    [Fact]
    public async Task Only_the_account_that_is_set_may_bind()
    {
        await using var carrier = await StartAsync(new SimulatorOptions { SystemId = "esme", Password = "secret" });
        var wrong = new SmppSessionOptions { SystemId = "esme", Password = "guess" };
        var result = await EsmeClient.ConnectAsync("127.0.0.1", carrier.Port, wrong, new Subscriber(), TimeProvider.System, default);
        Assert.Equal(CommandStatus.BindFailed, result.BindStatus);
        await using var esme = await Subscriber.BindAsync(carrier);
    }

    [Fact]
    public async Task A_receipt_is_sent_on_the_receiver_of_the_same_account()
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        var options = new SmppSessionOptions { SystemId = "esme", BindMode = BindMode.Transmitter };
        await using var transmitter = await Subscriber.BindAsync(carrier, options: options);
        await using var stranger = await Subscriber.BindAsync(carrier, options: options with { SystemId = "other", BindMode = BindMode.Receiver });
        await transmitter.SubmitAsync("44");
        await using var receiver = await Subscriber.BindAsync(carrier, options: options with { BindMode = BindMode.Receiver });
        Assert.Contains("id:1 ", await receiver.TextAsync(), StringComparison.Ordinal);
        Assert.False(stranger.HasMore);
    }

    [Fact]
    public async Task A_receipt_that_cannot_be_taken_now_is_sent_again()
    {
        var time = new FakeTimeProvider();
        await using var carrier = await StartAsync(new SimulatorOptions(), time);
        await using var esme = await Subscriber.BindAsync(carrier);
        esme.Takes = _ => CommandStatus.ReceiverTemporaryError;
        await esme.SubmitAsync("44");
        var first = await esme.TextAsync();
        esme.Takes = _ => CommandStatus.Ok;

        // The answer to a second submit comes after the carrier has read the refusal, which was sent before it.
        await esme.SubmitAsync("44", 0);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first, await esme.TextAsync());
    }

    [Fact]
    public async Task A_receipt_that_was_not_answered_is_sent_on_the_next_session()
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        var esme = await Subscriber.BindAsync(carrier);
        var release = new TaskCompletionSource();
        esme.Takes = _ =>
        {
            esme.Session.DisposeAsync().AsTask().ContinueWith(_ => release.SetResult(), TaskScheduler.Default);
            return CommandStatus.Ok;
        };
        esme.Send("44");
        await release.Task.WaitAsync(TimeSpan.FromSeconds(60));
        esme.Takes = _ => CommandStatus.Ok;
        await esme.TextAsync();
        await esme.ConnectAsync(carrier);
        Assert.Contains("id:1 ", await esme.TextAsync(), StringComparison.Ordinal);
        await esme.DisposeAsync();
    }

    [Fact]
    public async Task An_mo_reaches_the_esme_and_its_answer_comes_back()
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        await Assert.ThrowsAsync<InvalidOperationException>(() => carrier.SendMoAsync("447700900000", "60777", "STOP"u8.ToArray()));
        await using var esme = await Subscriber.BindAsync(carrier);
        esme.Takes = _ => CommandStatus.ReceiverRejectError;
        Assert.Equal(CommandStatus.ReceiverRejectError, await carrier.SendMoAsync("447700900000", "60777", "STOP"u8.ToArray(), dataCoding: 3));
        var mo = await esme.DeliveredAsync();
        Assert.Equal(("447700900000", "60777", 3, 0), (mo.Source.Value, mo.Destination.Value, mo.DataCoding, mo.EsmClass));
        Assert.Equal("STOP"u8.ToArray(), mo.ShortMessage.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => carrier.SendMoAsync("447700900000", "60777", new byte[256]));
    }

    [Fact]
    public async Task Each_destination_of_submit_multi_has_its_own_outcome()
    {
        await using var carrier = await StartAsync(new SimulatorOptions());
        var answered = new TaskCompletionSource<SubmitMultiResp>(TaskCreationOptions.RunContinuationsAsynchronously);
        var esme = new MultiSubscriber(answered);
        var result = await EsmeClient.ConnectAsync("127.0.0.1", carrier.Port, new SmppSessionOptions { SystemId = "esme" }, esme, TimeProvider.System, default);
        await using var session = result.Session!;
        var good = new SmppAddress(1, 1, "44");
        var bad = new SmppAddress(1, 1, "440002");
        Assert.True(session.TrySend(new SubmitMulti { Destinations = { MultiDestination.To(good), MultiDestination.To(bad), MultiDestination.ToList("list") } }, 0));
        var answer = await answered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("1", answer.MessageId);
        Assert.Equal(
            [new UnsuccessfulDestination(bad, CommandStatus.InvalidDestinationAddress), new UnsuccessfulDestination(SmppAddress.Empty, CommandStatus.InvalidDistributionListName)],
            answer.Unsuccessful);
    }

    [Fact]
    public async Task A_carrier_that_restarts_sends_the_receipts_that_wait()
    {
        var time = new FakeTimeProvider();
        await using var carrier = await StartAsync(new SimulatorOptions { DlrDelay = TimeSpan.FromMinutes(1) }, time);
        var esme = await Subscriber.BindAsync(carrier);
        await esme.SubmitAsync("44");
        await carrier.StopAsync();
        Assert.Equal(0, carrier.Port);
        await esme.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await carrier.StartAsync();
        await esme.ConnectAsync(carrier);
        Assert.Contains("id:1 ", await esme.TextAsync(), StringComparison.Ordinal);
        await esme.DisposeAsync();
    }

    private static async Task<CarrierSimulator> StartAsync(SimulatorOptions options, TimeProvider? time = null)
    {
        var carrier = new CarrierSimulator(options, time ?? TimeProvider.System);
        await carrier.StartAsync();
        return carrier;
    }

    private sealed class MultiSubscriber(TaskCompletionSource<SubmitMultiResp> answered) : ISmppSessionHandler
    {
        public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
        {
            answered.TrySetResult((SubmitMultiResp)events[0].Pdu!);
            return ValueTask.CompletedTask;
        }

        public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens)
        {
        }
    }
}
