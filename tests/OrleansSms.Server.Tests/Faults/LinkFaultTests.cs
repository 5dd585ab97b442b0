using OrleansSms.Simulator.Wire;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Server.Tests.Faults;

/// <summary>Connections that end or go dead while thousands of messages are under way.</summary>
[Collection(SharedFaultGateway.Name)]
public sealed class LinkFaultTests(FaultGateway gateway)
{
    private const int Messages = 3_000;
    private const int Before = 500;
    private const uint Unbind = 0x00000006;

    public static TheoryData<WireCut> Cuts => [.. Enum.GetValues<WireCut>()];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_connection_that_is_cut_is_bound_again_and_only_what_was_unanswered_may_come_twice(WireCut style)
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.At(Before, () => carrier.Wire.Cut(style));

        await AllArriveAsync(carrier);
    }

    [Fact]
    public async Task A_link_that_goes_dead_without_a_word_is_given_up()
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.At(Before, carrier.Wire.Kill);

        await AllArriveAsync(carrier);
    }

    [Fact]
    public async Task An_unbind_of_the_carrier_under_load_is_followed_by_another_bind()
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.At(Before, () => carrier.Wire.InjectAsync(WireFrame.OfHeader(Unbind, 77).Octets));

        await AllArriveAsync(carrier);
    }

    [Fact]
    public async Task Marketing_messages_are_not_sent_twice_though_the_connection_is_cut()
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.At(Before, () => carrier.Wire.Cut(WireCut.Reset));

        var batch = await carrier.SendAsync(Messages, "marketing");

        await carrier.BindAsync(bind => bind.GetProperty("bound").GetBoolean() && bind.GetProperty("submitted").GetInt32() >= Messages - FaultyCarrier.Window);
        await gateway.Api.BatchIsAsync(batch, Messages, "delivered", "sending");
        Assert.Empty(carrier.Doubled);
        Assert.InRange(carrier.Recipients, Messages - FaultyCarrier.Window, Messages);
    }

    [Fact]
    public async Task A_carrier_that_leaves_enquire_link_unanswered_is_given_up_and_bound_again()
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.Wire.Fault = WireFault.Each(CommandId.EnquireLinkResp, _ => []);
        await carrier.BindAsync(bind => !bind.GetProperty("bound").GetBoolean());
        carrier.Wire.Fault = null;

        await carrier.DeliveredAsync(await carrier.SendAsync(Messages), Messages);

        Assert.Empty(carrier.Doubled);
        Assert.Equal(2, carrier.Wire.Connections);
    }

    [Fact]
    public async Task While_a_bind_is_never_answered_traffic_goes_to_the_next_of_the_route()
    {
        await using var next = await FaultyCarrier.StartAsync(gateway);
        await using var mute = await FaultyCarrier.StartAsync(gateway, isDead: true, then: next.Id);

        await mute.DeliveredAsync(await mute.SendAsync(Messages), Messages);

        Assert.Equal((0, Messages), (mute.Recipients, next.Recipients));
        Assert.Empty(next.Doubled);
        var state = await mute.BindAsync(bind => bind.Text("last_error") is not null);
        Assert.False(state.GetProperty("bound").GetBoolean());
        mute.Wire.IsDead = false;
        await mute.BindAsync(bind => bind.GetProperty("bound").GetBoolean());
    }

    private static async Task AllArriveAsync(FaultyCarrier carrier)
    {
        var batch = await carrier.SendAsync(Messages);
        await carrier.Happened;
        await carrier.DeliveredAsync(batch, Messages);
        Assert.Equal(Messages, carrier.Recipients);
        Assert.Equal(2, carrier.Wire.Connections);
        Assert.InRange(carrier.Doubled.Count, 0, FaultyCarrier.Window);
        await carrier.DoubledAreMarkedAsync(batch);
    }
}
