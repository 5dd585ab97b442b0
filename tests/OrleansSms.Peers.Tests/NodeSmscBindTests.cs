using OrleansSms.TestKit.Peers;

namespace OrleansSms.Peers.Tests;

public sealed class NodeSmscBindTests : IAsyncLifetime
{
    private NodeSmsc _smsc = null!;

    public async Task InitializeAsync() =>
        _smsc = await NodeSmsc.StartAsync(new() { Settings = new() { SystemId = "esme", Password = "secret" } });

    public async Task DisposeAsync() => await _smsc.DisposeAsync();

    [Fact]
    public async Task A_bind_with_the_right_password_is_accepted()
    {
        using var esme = await RawEsme.BindAsync(_smsc);

        var session = Assert.Single(await _smsc.GetSessionsAsync());
        Assert.Equal(new PeerSession(1, PeerSessionState.Bound, "transceiver", "esme", 0x34), session);
    }

    [Fact]
    public async Task A_bind_with_a_wrong_password_is_refused()
    {
        using var esme = await RawEsme.ConnectAsync(_smsc);

        var answer = await esme.BindAsync("esme", "guess");

        Assert.Equal(0x0Du, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task A_bind_is_refused_with_the_status_that_was_set()
    {
        await _smsc.ConfigureAsync(new() { BindStatus = 0x05 });
        using var esme = await RawEsme.ConnectAsync(_smsc);

        Assert.Equal(0x05u, (await esme.BindAsync("esme", "secret")).Status);
    }

    [Theory]
    [InlineData(DropStyle.Close, 0)]
    [InlineData(DropStyle.MidPdu, 26)]
    public async Task A_dropped_connection_ends_for_the_esme(DropStyle style, int octetsBefore)
    {
        using var esme = await RawEsme.BindAsync(_smsc);

        await _smsc.DropAsync(style);

        Assert.Equal(octetsBefore, await esme.ReadToEndAsync());
        Assert.Equal(PeerSessionState.Closed, Assert.Single(await _smsc.GetSessionsAsync()).State);
    }

    [Fact]
    public async Task A_reset_connection_fails_for_the_esme()
    {
        using var esme = await RawEsme.BindAsync(_smsc);

        await _smsc.DropAsync(DropStyle.Reset);

        await Assert.ThrowsAsync<IOException>(esme.ReadToEndAsync);
    }

    [Fact]
    public async Task An_unbind_from_the_carrier_completes_with_its_answer()
    {
        using var esme = await RawEsme.BindAsync(_smsc);

        var answered = _smsc.UnbindAsync();
        var unbind = await esme.ReadAsync();
        await esme.SendAsync(0x80000006, unbind.Sequence, []);

        Assert.Equal(0x06u, unbind.Command);
        Assert.Equal(0u, Assert.Single(await answered.WaitAsync(RawEsme.Timeout)));
    }

    [Fact]
    public async Task An_unknown_command_gets_a_generic_nack()
    {
        using var esme = await RawEsme.BindAsync(_smsc);

        await esme.SendAsync(0x00000999, 7, []);

        var answer = await esme.ReadAsync();
        Assert.Equal((0x80000000u, 0x03u, 7u), (answer.Command, answer.Status, answer.Sequence));
    }

    [Fact]
    public async Task A_stopped_peer_is_gone()
    {
        using var esme = await RawEsme.BindAsync(_smsc);
        using var process = System.Diagnostics.Process.GetProcessById(_smsc.ProcessId);

        await _smsc.StopAsync();

        Assert.True(process.HasExited);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _smsc.GetCountsAsync());
    }
}
