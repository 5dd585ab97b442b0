using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Smpp.Tests.Session;

public sealed class EndTests
{
    [Fact]
    public async Task Unbind_from_the_esme_ends_both_sides()
    {
        await using var loopback = new Loopback();
        var esme = new RecordingHandler();
        var session = await loopback.BindAsync(esme);
        await session.UnbindAsync().Soon();
        Assert.Equal(SessionCloseReason.LocalUnbind, (await esme.Closed).Close.Reason);
        Assert.Equal(SessionCloseReason.PeerUnbind, (await loopback.Smsc.Closed).Close.Reason);
        Assert.Equal(SessionState.Closed, session.State);
        Assert.False(session.TrySend(new SubmitSm(), 1));
        session.Reply(new DeliverSmResp());
    }

    [Fact]
    public async Task Unbind_from_the_smsc_ends_both_sides_and_hands_back_the_window()
    {
        await using var loopback = new Loopback();
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme);
        Assert.True(session.TrySend(new SubmitSm(), 7));
        await loopback.Smsc.NextAsync<SubmitSm>();
        await (await loopback.Smsc.Bound).UnbindAsync().Soon();
        var (close, unanswered) = await esme.Closed;
        Assert.Equal(SessionCloseReason.PeerUnbind, close.Reason);
        Assert.Equal([7], unanswered);
        Assert.Equal(SessionCloseReason.LocalUnbind, (await loopback.Smsc.Closed).Close.Reason);
    }

    [Fact]
    public async Task While_unbinding_nothing_is_sent_and_the_peer_is_still_answered()
    {
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler(answers: true);
        var (session, peer) = await BindAsync(listener, esme, TimeProvider.System);
        using var _ = peer;
        Assert.True(session.TrySend(new SubmitSm(), 1));
        var submit = await peer.ReadAsync<SubmitSm>();
        var unbinding = session.UnbindAsync().AsTask();
        var unbind = await peer.ReadAsync<Unbind>();
        Assert.Equal(SessionState.Unbinding, session.State);
        Assert.False(session.TrySend(new SubmitSm(), 2));
        await peer.SendAsync(new DeliverSm { Sequence = 9 }, submit.CreateResponse(CommandStatus.Ok));
        Assert.Equal(9u, (await peer.ReadAsync<DeliverSmResp>()).Sequence);
        await peer.SendAsync(unbind.CreateResponse(CommandStatus.Ok));
        await unbinding.Soon();
        await esme.NextAsync<DeliverSm>();
        Assert.Equal(1, (await esme.NextAsync()).Token);
        Assert.Empty((await esme.Closed).Unanswered);
    }

    [Fact]
    public async Task Unbind_without_answer_closes_after_the_response_time()
    {
        var time = new FakeTimeProvider();
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler();
        var (session, peer) = await BindAsync(listener, esme, time, Loopback.Esme with { EnquireLinkInterval = Timeout.InfiniteTimeSpan });
        using var _ = peer;
        var unbinding = session.UnbindAsync().AsTask();
        await peer.ReadAsync<Unbind>();
        time.Advance(TimeSpan.FromSeconds(31));
        await unbinding.Soon();
        Assert.Equal(SessionCloseReason.LocalUnbind, (await esme.Closed).Close.Reason);
    }

    [Fact]
    public async Task A_drop_in_the_middle_of_a_pdu_hands_back_what_was_not_answered()
    {
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler();
        var (session, peer) = await BindAsync(listener, esme, TimeProvider.System);
        Assert.True(session.TrySend(new SubmitSm(), 1));
        Assert.True(session.TrySend(new SubmitSm(), 2));
        var first = await peer.ReadAsync<SubmitSm>();
        await peer.ReadAsync<SubmitSm>();
        await peer.SendAsync(first.CreateResponse(CommandStatus.Ok));
        Assert.Equal(1, (await esme.NextAsync()).Token);
        await peer.SendAsync(new byte[] { 0, 0, 0, 0x15, 0x80, 0, 0, 4 });
        peer.Dispose();
        var (close, unanswered) = await esme.Closed;
        Assert.Contains(close.Reason, new[] { SessionCloseReason.PeerClosed, SessionCloseReason.ConnectionLost });
        Assert.Equal([2], unanswered);
        Assert.Equal(SessionState.Closed, session.State);
    }

    [Fact]
    public async Task The_rest_of_a_pdu_must_come_in_time()
    {
        var time = new FakeTimeProvider();
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler();
        var (_, peer) = await BindAsync(listener, esme, time);
        using var _ = peer;

        // The answer to enquire_link shows that the half PDU in the same segment was read.
        await peer.SendAsync(Together(new EnquireLink { Sequence = 1 }, [0, 0, 0, 0x20, 0, 0]));
        await peer.ReadAsync<EnquireLinkResp>();
        var closed = esme.Closed;
        while (!closed.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(SessionCloseReason.PduReadTimeout, (await closed).Close.Reason);
    }

    [Fact]
    public async Task A_dead_link_is_given_up_after_enquire_link_and_response_time()
    {
        var time = new FakeTimeProvider();
        using var listener = RawPeer.Listen();
        var esme = new RecordingHandler();
        var (session, peer) = await BindAsync(listener, esme, time);
        using var _ = peer;
        Assert.True(session.TrySend(new SubmitSm(), 5));
        await peer.ReadAsync<SubmitSm>();
        time.Advance(TimeSpan.FromSeconds(30));
        await peer.ReadAsync<EnquireLink>();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(SessionState.BoundTrx, session.State);
        time.Advance(TimeSpan.FromSeconds(1));
        var (close, unanswered) = await esme.Closed;
        Assert.Equal(SessionCloseReason.EnquireLinkTimeout, close.Reason);
        Assert.Equal([5], unanswered);
    }

    [Fact]
    public async Task A_link_that_answers_is_kept()
    {
        var time = new FakeTimeProvider();
        using var listener = RawPeer.Listen();
        var (session, peer) = await BindAsync(listener, new RecordingHandler(), time);
        using var _ = peer;
        for (var i = 0u; i < 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            var enquiry = await peer.ReadAsync<EnquireLink>();

            // The answer to the second shows that the first was taken.
            await peer.SendAsync(enquiry.CreateResponse(CommandStatus.Ok), new EnquireLink { Sequence = i });
            await peer.ReadAsync<EnquireLinkResp>();
        }

        Assert.Equal(SessionState.BoundTrx, session.State);
        Assert.Equal(0, session.Counters.UnmatchedResponses);
    }

    [Fact]
    public async Task A_handler_that_throws_ends_its_session()
    {
        await using var loopback = new Loopback { Smsc = new RecordingHandler { Hold = Task.FromException(new InvalidOperationException("boom")) } };
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme);
        Assert.True(session.TrySend(new SubmitSm(), 1));
        var (close, _) = await loopback.Smsc.Closed;
        Assert.Equal(SessionCloseReason.HandlerFailed, close.Reason);
        Assert.Contains("boom", close.Text, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single((await esme.Closed).Unanswered));
    }

    [Fact]
    public async Task A_listener_that_stops_ends_its_sessions()
    {
        var loopback = new Loopback();
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme);
        await loopback.Smsc.Bound;
        await loopback.DisposeAsync();
        Assert.True(loopback.Smsc.IsClosed);
        Assert.Equal(0, loopback.Listener.ConnectionCount);
        await esme.Closed;
    }

    private static async Task<(SmppSession Session, RawPeer Peer)> BindAsync(
        System.Net.Sockets.TcpListener listener, RecordingHandler handler, TimeProvider time, SmppSessionOptions? options = null)
    {
        var connecting = EsmeClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, options ?? Loopback.Esme, handler, time, default);
        var peer = await RawPeer.AcceptBindAsync(listener);
        return ((await connecting.Soon()).Session!, peer);
    }

    private static byte[] Together(Pdu pdu, byte[] rest) => [.. Codec.Hex.Encode(pdu), .. rest];

    [Fact]
    public async Task A_session_that_waits_for_answers_of_its_handler_can_be_closed()
    {
        // Often, for the end of the wait and the close are a race.
        for (var i = 0; i < 100; i++)
        {
            await using var loopback = new Loopback(new SmscListenerOptions { Session = new SmppSessionOptions { ServerWindow = 1 } });
            await using var session = await loopback.BindAsync(new RecordingHandler());
            Assert.True(session.TrySend(new SubmitSm(), 1));
            await loopback.Smsc.NextAsync<SubmitSm>();
            await (await loopback.Smsc.Bound).DisposeAsync().Soon();
            await loopback.Smsc.Closed;
        }
    }
}
