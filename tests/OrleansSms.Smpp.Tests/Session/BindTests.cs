using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Session;

public sealed class BindTests
{
    [Theory]
    [InlineData(BindMode.Transceiver, SessionState.BoundTrx)]
    [InlineData(BindMode.Transmitter, SessionState.BoundTx)]
    [InlineData(BindMode.Receiver, SessionState.BoundRx)]
    public async Task Each_mode_binds_both_sides(BindMode mode, SessionState state)
    {
        await using var loopback = new Loopback();
        var esme = new RecordingHandler();
        await using var session = await loopback.BindAsync(esme, Loopback.Esme with { BindMode = mode });
        var server = await loopback.Smsc.Bound;
        Assert.Equal((state, state), (session.State, server.State));
        Assert.Equal(("esme", "esme"), (session.SystemId, server.SystemId));
        Assert.Equal((0x34, 0x34), (session.InterfaceVersion, server.InterfaceVersion));
        Assert.Equal((mode, "secret"), (loopback.Binds[0].Mode, loopback.Binds[0].Password));
        Assert.DoesNotContain("secret", loopback.Binds[0].ToString(), StringComparison.Ordinal);
        Assert.Same(session, await esme.Bound);
    }

    [Theory]
    [InlineData("esme", "wrong")]
    [InlineData("nobody", "secret")]
    public async Task Every_failed_login_is_answered_the_same(string systemId, string password)
    {
        await using var loopback = new Loopback();
        var handler = new RecordingHandler();
        var result = await loopback.ConnectAsync(handler, Loopback.Esme with { SystemId = systemId, Password = password });
        Assert.Equal((EsmeConnectOutcome.BindRefused, CommandStatus.BindFailed), (result.Outcome, result.BindStatus));
        Assert.Contains("ESME_RBINDFAIL", result.Text, StringComparison.Ordinal);
        Assert.Null(result.Session);
        Assert.False(handler.IsClosed);
    }

    [Fact]
    public async Task An_authenticator_that_throws_refuses_with_a_system_error()
    {
        await using var loopback = new Loopback { Answers = _ => throw new InvalidOperationException("the store is down") };
        var result = await loopback.ConnectAsync(new RecordingHandler());
        Assert.Equal((EsmeConnectOutcome.BindRefused, CommandStatus.SystemError), (result.Outcome, result.BindStatus));
    }

    [Fact]
    public async Task Nobody_listening_is_a_result()
    {
        var listener = RawPeer.Listen();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Dispose();
        var result = await EsmeClient.ConnectAsync("127.0.0.1", port, Loopback.Esme, new RecordingHandler(), TimeProvider.System, default).Soon();
        Assert.Equal(EsmeConnectOutcome.ConnectFailed, result.Outcome);
    }

    [Fact]
    public async Task A_mute_smsc_is_given_up_after_the_session_init_time()
    {
        var time = new FakeTimeProvider();
        using var listener = RawPeer.Listen();
        var connecting = EsmeClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Loopback.Esme, new RecordingHandler(), time, default);
        using var peer = await RawPeer.AcceptAsync(listener);
        await peer.ReadAsync<BindTransceiver>();
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(EsmeConnectOutcome.TimedOut, (await connecting.Soon()).Outcome);
    }

    [Fact]
    public async Task A_connection_that_drops_before_the_answer_is_a_result()
    {
        using var listener = RawPeer.Listen();
        var connecting = EsmeClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Loopback.Esme, new RecordingHandler(), TimeProvider.System, default);
        var peer = await RawPeer.AcceptAsync(listener);
        await peer.ReadAsync<BindTransceiver>();
        peer.Dispose();
        Assert.Equal(EsmeConnectOutcome.ConnectionLost, (await connecting.Soon()).Outcome);
    }

    [Fact]
    public async Task Giving_up_by_the_token_throws()
    {
        using var listener = RawPeer.Listen();
        using var cancel = new CancellationTokenSource();
        var connecting = EsmeClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Loopback.Esme, new RecordingHandler(), TimeProvider.System, cancel.Token);
        using var peer = await RawPeer.AcceptAsync(listener);
        await peer.ReadAsync<BindTransceiver>();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Soon());
    }

    [Fact]
    public async Task A_connection_that_never_binds_is_closed_after_the_session_init_time()
    {
        var time = new FakeTimeProvider();
        await using var loopback = new Loopback(time: time);
        using var peer = await RawPeer.ConnectAsync(loopback.EndPoint);

        // Its refusal shows that the session, and so its timer, is there.
        await peer.SendAsync(new SubmitSm { Sequence = 1 });
        Assert.Equal(CommandStatus.InvalidBindStatus, (await peer.ReadAsync<SubmitSmResp>()).Status);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task One_address_may_hold_only_so_many_unbound_connections()
    {
        await using var loopback = new Loopback(new SmscListenerOptions { MaxUnboundSessionsPerAddress = 1 });
        await using var bound = await loopback.BindAsync(new RecordingHandler());
        using var first = await RawPeer.ConnectAsync(loopback.EndPoint);
        await first.SendAsync(new QuerySm { Sequence = 1 });
        Assert.Equal(CommandStatus.InvalidBindStatus, (await first.ReadAsync<QuerySmResp>()).Status);
        using var second = await RawPeer.ConnectAsync(loopback.EndPoint);
        Assert.Null(await second.ReadAsync());
    }

    [Theory]
    [InlineData(0x34, CommandStatusValues.InvalidBindStatus)]
    [InlineData(0x50, 0u)]
    public async Task Enquire_link_before_bind_is_answered_from_version_5_on(byte version, uint status)
    {
        await using var loopback = new Loopback(new SmscListenerOptions { Session = new SmppSessionOptions { InterfaceVersion = version } });
        using var peer = await RawPeer.ConnectAsync(loopback.EndPoint);
        await peer.SendAsync(new EnquireLink { Sequence = 1 });
        Assert.Equal(new CommandStatus(status), (await peer.ReadAsync<EnquireLinkResp>()).Status);
    }

    [Theory]
    [InlineData(0x33, false)]
    [InlineData(0x34, true)]
    [InlineData(0x50, true)]
    public async Task The_smsc_tells_its_version_and_sends_tlvs_from_3_4_on(byte version, bool tlvs)
    {
        await using var loopback = new Loopback();
        using var peer = await RawPeer.ConnectAsync(loopback.EndPoint);
        await peer.SendAsync(new BindReceiver { Sequence = 1, SystemId = "esme", Password = "secret", InterfaceVersion = version });
        var answer = await peer.ReadAsync<BindReceiverResp>();
        Assert.Equal(("smsc", tlvs), (answer.SystemId, answer.Tlvs.TryGet(TlvTag.ScInterfaceVersion, out _)));
        var deliver = new DeliverSm();
        deliver.Tlvs.Add(Tlv.OfByte(TlvTag.MessageState, 2));
        Assert.True((await loopback.Smsc.Bound).TrySend(deliver, 1));
        Assert.Equal(tlvs, (await peer.ReadAsync<DeliverSm>()).HasTlvs);
    }

    [Fact]
    public async Task A_second_bind_on_a_session_is_refused_and_the_session_stays()
    {
        await using var loopback = new Loopback();
        using var peer = await RawPeer.ConnectAsync(loopback.EndPoint);
        await peer.SendAsync(new BindReceiver { Sequence = 1, SystemId = "esme", Password = "secret" }, new BindTransmitter { Sequence = 2, SystemId = "esme", Password = "secret" });
        Assert.Equal(CommandStatus.Ok, (await peer.ReadAsync<BindReceiverResp>()).Status);
        Assert.Equal(CommandStatus.AlreadyBound, (await peer.ReadAsync<BindTransmitterResp>()).Status);
        Assert.Equal(SessionState.BoundRx, (await loopback.Smsc.Bound).State);
    }

    [Fact]
    public async Task Sessions_run_over_tls()
    {
        using var certificate = NewCertificate();
        await using var loopback = new Loopback(new SmscListenerOptions { Tls = new SslServerAuthenticationOptions { ServerCertificate = certificate } }) { Smsc = new RecordingHandler(answers: true) };
        var untrusting = await loopback.ConnectAsync(new RecordingHandler(), Loopback.Esme with { Tls = new SslClientAuthenticationOptions() });
        Assert.Equal(EsmeConnectOutcome.TlsFailed, untrusting.Outcome);

        var esme = new RecordingHandler();
        var trusting = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, c, _, _) => c?.GetCertHashString() == certificate.GetCertHashString() };
        var session = await loopback.BindAsync(esme, Loopback.Esme with { Tls = trusting });
        for (var i = 0; i < 100; i++)
        {
            Assert.True(session.TrySend(new SubmitSm { ShortMessage = new byte[200] }, i));
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, (await esme.NextAsync()).Token);
        }

        await session.UnbindAsync().Soon();
        Assert.Equal(SessionCloseReason.LocalUnbind, (await esme.Closed).Close.Reason);
        Assert.Equal(SessionCloseReason.PeerUnbind, (await loopback.Smsc.Closed).Close.Reason);
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static class CommandStatusValues
    {
        public const uint InvalidBindStatus = 4;
    }
}
