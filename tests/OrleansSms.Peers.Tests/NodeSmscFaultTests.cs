using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansSms.TestKit.Peers;

namespace OrleansSms.Peers.Tests;

public sealed class NodeSmscFaultTests : IAsyncLifetime
{
    private const uint EnquireLink = 0x15;
    private const string Handset = "447700900123";

    private NodeSmsc _smsc = null!;

    public async Task InitializeAsync() => _smsc = await NodeSmsc.StartAsync();

    public async Task DisposeAsync() => await _smsc.DisposeAsync();

    [Fact]
    public async Task A_mute_peer_counts_an_enquire_link_and_does_not_answer_it()
    {
        await _smsc.ConfigureAsync(new() { MuteEnquireLinks = true });
        using var esme = await RawEsme.BindAsync(_smsc);

        await esme.SendAsync(EnquireLink, 2, []);
        await _smsc.WaitForAsync(PeerCounter.EnquireLinks, 1, RawEsme.Timeout);
        await _smsc.ConfigureAsync(new() { MuteEnquireLinks = false });
        await esme.SendAsync(EnquireLink, 3, []);

        Assert.Equal(3u, (await esme.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_peer_that_stopped_reading_takes_up_where_it_stopped()
    {
        using var esme = await RawEsme.BindAsync(_smsc);
        await _smsc.PauseReadingAsync();
        await esme.SubmitAsync(2, Handset, "one");
        await esme.SubmitAsync(3, Handset, "two");
        Assert.Empty(await _smsc.GetSubmitsAsync());

        await _smsc.ResumeReadingAsync();

        var submits = await _smsc.WaitForSubmitsAsync(2, RawEsme.Timeout);
        Assert.Equal([2u, 3u], submits.Select(s => s.Sequence));
    }

    [Fact]
    public async Task An_unanswered_delivery_comes_again_at_the_next_bind_when_asked_for()
    {
        await _smsc.ConfigureAsync(new() { Redeliver = true });
        using var first = await RawEsme.BindAsync(_smsc);
        var sent = _smsc.SendMoAsync(new() { Source = Handset, Destination = "12345", Text = "STOP" });
        await first.ReadAsync();
        await _smsc.DropAsync();

        using var second = await RawEsme.BindAsync(_smsc);
        var again = await second.ReadAsync();
        await second.AnswerAsync(again);

        Assert.EndsWith("STOP", again.Text, StringComparison.Ordinal);
        Assert.Equal([0u], await sent.WaitAsync(RawEsme.Timeout));
    }

    [Fact]
    public async Task A_carrier_that_is_down_refuses_connections_and_comes_back_on_the_same_port()
    {
        await _smsc.StopListeningAsync();
        await Assert.ThrowsAsync<SocketException>(() => RawEsme.ConnectAsync(_smsc));

        await _smsc.ListenAsync();

        using var esme = await RawEsme.BindAsync(_smsc);
    }

    [Fact]
    public async Task Raw_octets_reach_the_esme_as_they_are()
    {
        using var esme = await RawEsme.BindAsync(_smsc);

        await _smsc.SendRawAsync(Convert.FromHexString("00000010000009990000000000000005"));

        var pdu = await esme.ReadAsync();
        Assert.Equal((0x999u, 5u), (pdu.Command, pdu.Sequence));
    }

    [Fact]
    public async Task Octets_that_are_no_PDU_end_their_own_session_only()
    {
        using var broken = await RawEsme.BindAsync(_smsc);
        using var sound = await RawEsme.BindAsync(_smsc);

        // A submit_sm whose body ends in the middle of its addresses.
        await broken.SendAsync(RawEsme.SubmitSm, 2, [0, 5, 0, (byte)'S', 0, 1]);
        await broken.ReadToEndAsync();
        await sound.SubmitAsync(2, Handset, "x");

        var answer = await sound.ReadAsync();
        Assert.Equal((RawEsme.SubmitSmResp, 0u), (answer.Command, answer.Status));
    }

    [Fact]
    public async Task It_speaks_TLS_when_given_a_certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var smsc = await NodeSmsc.StartAsync(new()
        {
            KeyPem = key.ExportPkcs8PrivateKeyPem(),
            CertificatePem = certificate.ExportCertificatePem(),
        });
        using var client = new TcpClient();
        await client.ConnectAsync(NodeSmsc.Host, smsc.Port);

        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => certificate.Equals(shown));
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(Convert.FromHexString("00000010000000150000000000000001"));
        var answer = new byte[16];
        await tls.ReadExactlyAsync(answer);

        Assert.Equal("00000010800000150000000000000001", Convert.ToHexString(answer));
    }
}
