using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Smpp.Tests.Codec;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Session;

public sealed class TrafficTests
{
    [Fact]
    public async Task Messages_and_answers_go_both_ways()
    {
        await using var loopback = new Loopback { Smsc = new RecordingHandler(answers: true) };
        var esme = new RecordingHandler(answers: true);
        await using var session = await loopback.BindAsync(esme);
        var server = await loopback.Smsc.Bound;

        Assert.True(session.TrySend(new SubmitSm { Destination = new SmppAddress(1, 1, "4477") }, 42));
        Assert.Equal("4477", (await loopback.Smsc.NextAsync<SubmitSm>()).Destination.Value);
        Assert.Equal((SessionEventKind.Response, 42L), await esme.NextAsync() is var answer ? (answer.Kind, answer.Token) : default);

        Assert.True(server.TrySend(new DeliverSm { ShortMessage = "hi"u8.ToArray() }, 43));
        Assert.Equal("hi"u8.ToArray(), (await esme.NextAsync<DeliverSm>()).ShortMessage.ToArray());
        Assert.Equal(43, (await loopback.Smsc.NextAsync()).Token);

        var alert = new AlertNotification { Source = new SmppAddress(1, 1, "4477") };
        Assert.True(server.TrySend(alert, 44));
        Assert.Equal("4477", (await esme.NextAsync<AlertNotification>()).Source.Value);
        Assert.Equal((0, 0), (session.Outstanding, server.Outstanding));
    }

    [Fact]
    public async Task Every_operation_reaches_the_smsc_and_is_answered()
    {
        await using var loopback = new Loopback { Smsc = new RecordingHandler(answers: true) };
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme);
        Pdu[] requests = [new SubmitSm(), new DataSm(), new SubmitMulti { Destinations = { MultiDestination.ToList("l") } }, new QuerySm(), new CancelSm(), new ReplaceSm()];
        foreach (var request in requests)
        {
            Assert.True(session.TrySend(request, (long)request.Id));
            var answer = await esme.NextAsync();
            Assert.Equal(((long)request.Id, (uint)request.Id | 0x80000000, CommandStatus.Ok), (answer.Token, (uint)answer.Pdu!.Id, answer.Pdu.Status));
        }
    }

    [Fact]
    public async Task What_is_not_supported_or_out_of_state_is_answered_and_the_session_stays()
    {
        await using var loopback = new Loopback();
        using var peer = await RawPeer.ConnectAsync(loopback.EndPoint);
        await peer.SendAsync(new BindReceiver { Sequence = 1, SystemId = "esme", Password = "secret" }, new SubmitSm { Sequence = 2 }, new DeliverSm { Sequence = 3 });
        await peer.ReadAsync<BindReceiverResp>();
        Assert.Equal(CommandStatus.InvalidBindStatus, (await peer.ReadAsync<SubmitSmResp>()).Status);
        Assert.Equal(CommandStatus.InvalidBindStatus, (await peer.ReadAsync<DeliverSmResp>()).Status);

        await peer.SendAsync(new Outbind { Sequence = 4 }, new BroadcastSm { Sequence = 5 });
        Assert.Equal(CommandStatus.InvalidBindStatus, (await peer.ReadAsync<BroadcastSmResp>()).Status);
        await peer.SendAsync(Hex.Bytes("00000010 00000777 00000000 00000006"));
        var nack = await peer.ReadAsync<GenericNack>();
        Assert.Equal((CommandStatus.InvalidCommandId, 6u), (nack.Status, nack.Sequence));
        await peer.SendAsync(new EnquireLink { Sequence = 7 });
        Assert.Equal(7u, (await peer.ReadAsync<EnquireLinkResp>()).Sequence);
        Assert.Equal((1L, 1L), ((await loopback.Smsc.Bound).Counters.Ignored, (await loopback.Smsc.Bound).Counters.Malformed));
    }

    [Fact]
    public async Task Cell_broadcast_is_refused_in_its_own_words()
    {
        await using var loopback = new Loopback();
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme);
        Assert.True(session.TrySend(new BroadcastSm(), 1));
        Assert.Equal(CommandStatus.BroadcastFailed, (await esme.NextAsync<BroadcastSmResp>()).Status);
    }

    [Fact]
    public async Task An_impossible_length_is_nacked_and_closes()
    {
        await using var loopback = new Loopback();
        using var peer = await RawPeer.ConnectAsync(loopback.EndPoint);
        await peer.SendAsync(new BindTransceiver { Sequence = 1, SystemId = "esme", Password = "secret" });
        await peer.ReadAsync<BindTransceiverResp>();
        await peer.SendAsync(Hex.Bytes("0000000F 00000004 00000000 00000009"));
        var nack = await peer.ReadAsync<GenericNack>();
        Assert.Equal((CommandStatus.InvalidCommandLength, 9u), (nack.Status, nack.Sequence));
        Assert.Null(await peer.ReadAsync());
        Assert.Equal(SessionCloseReason.ProtocolError, (await loopback.Smsc.Closed).Close.Reason);
    }

    [Fact]
    public async Task A_full_window_refuses_and_a_response_makes_room()
    {
        await using var loopback = new Loopback();
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme, Loopback.Esme with { WindowSize = 2 });
        Assert.True(session.TrySend(new SubmitSm(), 1));
        Assert.True(session.TrySend(new SubmitSm(), 2));
        Assert.False(session.TrySend(new SubmitSm(), 3));
        Assert.Equal((2, 2), (session.Outstanding, session.WindowSize));
        (await loopback.Smsc.Bound).Reply((await loopback.Smsc.NextAsync<SubmitSm>()).CreateResponse(CommandStatus.Ok));
        Assert.Equal(1, (await esme.NextAsync()).Token);
        Assert.True(session.TrySend(new SubmitSm(), 3));
    }

    [Fact]
    public async Task Shuffled_doubled_wrong_and_foreign_responses_leave_the_session_whole()
    {
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler();
        var connecting = EsmeClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Loopback.Esme, esme, TimeProvider.System, default);
        using var peer = await RawPeer.AcceptBindAsync(listener);
        await using var session = (await connecting.Soon()).Session!;
        for (var token = 1; token <= 3; token++)
        {
            Assert.True(session.TrySend(new SubmitSm(), token));
        }

        uint[] sequences = [(await peer.ReadAsync<SubmitSm>()).Sequence, (await peer.ReadAsync<SubmitSm>()).Sequence, (await peer.ReadAsync<SubmitSm>()).Sequence];
        await peer.SendAsync(
            new SubmitSmResp { Sequence = sequences[2] },
            new SubmitSmResp { Sequence = sequences[2] },
            new QuerySmResp { Sequence = sequences[1] },
            new SubmitSmResp { Sequence = 77_777 },
            new SubmitSmResp { Sequence = sequences[0] },
            new GenericNack { Sequence = sequences[1], Status = CommandStatus.InvalidCommandId });
        long[] tokens = [(await esme.NextAsync()).Token, (await esme.NextAsync()).Token, (await esme.NextAsync()).Token];
        Assert.Equal([3, 1, 2], tokens);
        Assert.Equal((2L, 1L, 0), (session.Counters.UnmatchedResponses, session.Counters.WrongTypeResponses, session.Outstanding));
        Assert.Equal(SessionState.BoundTrx, session.State);
    }

    [Fact]
    public async Task A_response_that_comes_after_its_timeout_is_ignored()
    {
        var time = new FakeTimeProvider();
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler();
        var options = Loopback.Esme with { EnquireLinkInterval = Timeout.InfiniteTimeSpan };
        var connecting = EsmeClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, options, esme, time, default);
        using var peer = await RawPeer.AcceptBindAsync(listener);
        await using var session = (await connecting.Soon()).Session!;
        Assert.True(session.TrySend(new SubmitSm(), 1));
        var submit = await peer.ReadAsync<SubmitSm>();
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(new SessionEvent(SessionEventKind.ResponseTimeout, null, 1), await esme.NextAsync());

        await peer.SendAsync(submit.CreateResponse(CommandStatus.Ok), new EnquireLink { Sequence = 5 });
        await peer.ReadAsync<EnquireLinkResp>();
        Assert.Equal((1L, 0), (session.Counters.UnmatchedResponses, session.Outstanding));
        Assert.False(esme.TryNext(out _));
        Assert.Equal(SessionState.BoundTrx, session.State);
    }

    [Fact]
    public async Task Beyond_the_server_window_the_smsc_stops_reading_until_it_has_answered()
    {
        await using var loopback = new Loopback(new SmscListenerOptions { Session = new SmppSessionOptions { ServerWindow = 4 } });
        await using var session = await loopback.BindAsync(new RecordingHandler());
        for (var i = 0; i < 20; i++)
        {
            Assert.True(session.TrySend(new SubmitSm(), i));
        }

        var server = await loopback.Smsc.Bound;
        var seen = new List<SubmitSm>();
        for (var i = 0; i < 4; i++)
        {
            seen.Add(await loopback.Smsc.NextAsync<SubmitSm>());
        }

        // A fifth would have been decoded in the same read; answering one must let exactly one more in, to the end.
        for (var i = 0; i < 16; i++)
        {
            Assert.Equal(4 + i, server.Counters.PdusReceived - 1);
            server.Reply(seen[i].CreateResponse(CommandStatus.Ok));
            seen.Add(await loopback.Smsc.NextAsync<SubmitSm>());
        }

        Assert.False(loopback.Smsc.TryNext(out _));
    }

    [Fact]
    public async Task While_the_handler_is_busy_nothing_more_is_read()
    {
        var release = new TaskCompletionSource();
        await using var loopback = new Loopback { Smsc = new RecordingHandler { Hold = release.Task } };
        await using var session = await loopback.BindAsync(new RecordingHandler());
        Assert.True(session.TrySend(new SubmitSm(), 1));
        await loopback.Smsc.NextAsync<SubmitSm>();
        Assert.True(session.TrySend(new QuerySm(), 2));
        Assert.False(loopback.Smsc.TryNext(out _));
        release.SetResult();
        await loopback.Smsc.NextAsync<QuerySm>();
    }

    [Fact]
    public async Task Many_senders_at_once_get_each_answer_once()
    {
        const int senders = 8;
        const int each = 800;
        await using var loopback = new Loopback { Smsc = new RecordingHandler(answers: true) };
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme, Loopback.Esme with { WindowSize = senders * each });
        await Parallel.ForAsync(0, senders, (sender, _) =>
        {
            for (var i = 0; i < each; i++)
            {
                Assert.True(session.TrySend(new SubmitSm { ShortMessage = new byte[100] }, (sender * each) + i));
            }

            return ValueTask.CompletedTask;
        });

        var answered = new bool[senders * each];
        for (var i = 0; i < answered.Length; i++)
        {
            var answer = await esme.NextAsync();
            Assert.False(answered[answer.Token]);
            answered[answer.Token] = true;
        }
    }

    [Fact]
    public async Task A_field_that_breaks_its_limit_throws_and_leaves_the_window_as_it_was()
    {
        await using var loopback = new Loopback { Smsc = new RecordingHandler(answers: true) };
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme);
        Assert.Throws<ArgumentException>(() => session.TrySend(new SubmitSm { ShortMessage = new byte[256] }, 1));
        Assert.Throws<ArgumentException>(() => session.TrySend(new Unbind(), 1));
        Assert.Equal(0, session.Outstanding);
        var large = new SubmitSm();
        large.Tlvs.Add(new Tlv(TlvTag.MessagePayload, new byte[60_000]));
        Assert.True(session.TrySend(large, 2));
        Assert.Equal(60_000, (await loopback.Smsc.NextAsync<SubmitSm>()).Tlvs[0].Value.Length);
        Assert.Equal(2, (await esme.NextAsync()).Token);
    }
}
