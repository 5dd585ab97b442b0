namespace OrleansSms.Server.Tests.Carriers;

/// <summary>Connections that end, and what becomes of the messages meanwhile.</summary>
public sealed class LinkTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private readonly Api _api = setup.Api;

    [Theory]
    [InlineData(DropStyle.Close)]
    [InlineData(DropStyle.Reset)]
    [InlineData(DropStyle.MidPdu)]
    public async Task A_connection_that_ends_is_bound_again_and_traffic_goes_on(DropStyle style)
    {
        var binds = await BindsAsync();
        await setup.North.DropAsync(style);

        var id = await _api.SubmitAsync(setup.NewNumber());

        await setup.North.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);
        await _api.MessageIsAsync(id, "delivered");
    }

    [Fact]
    public async Task An_unbind_of_the_carrier_is_answered_and_the_bind_comes_back()
    {
        var binds = await BindsAsync();

        var answers = await setup.North.UnbindAsync();

        Assert.Equal(0u, answers[^1]);
        await setup.North.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);
        await _api.MessageIsAsync(await _api.SubmitAsync(setup.NewNumber()), "delivered");
    }

    [Fact]
    public async Task A_submit_whose_answer_was_lost_is_marked_and_sent_again()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Answer = SubmitAnswer.Drop });

        var id = await _api.SubmitAsync(to);

        await _api.MessageIsAsync(id, "delivered");
        Assert.Contains("uncertain", (await _api.TimelineAsync(id)).Kinds());
        Assert.Equal(2, (await TwoCarriers.SubmitsToAsync(setup.North, to)).Count);
    }

    [Fact]
    public async Task A_marketing_message_whose_answer_was_lost_is_never_sent_twice()
    {
        var to = setup.NewNumber();
        var binds = await BindsAsync();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Answer = SubmitAnswer.Drop });

        var id = await _api.SubmitAsync(to, category: "marketing");

        await _api.TimelineHoldsAsync(id, "uncertain");
        await setup.North.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);
        await _api.MessageIsAsync(await _api.SubmitAsync(to, category: "marketing"), "delivered");
        var message = await _api.MessageAsync(id);
        Assert.Equal(("sending", "uncertain"), (message.Status(), message.Text("status_reason")));
        Assert.Equal(2, (await TwoCarriers.SubmitsToAsync(setup.North, to)).Count);
    }

    [Fact]
    public async Task While_a_carrier_is_down_what_waits_for_it_moves_to_the_next_of_the_route()
    {
        var (to, only) = (setup.NewNumberOfBoth(), setup.NewNumber());
        await setup.North.StopListeningAsync();
        await setup.North.DropAsync();

        var moved = await _api.SubmitAsync(to);
        var waiting = await _api.SubmitAsync(only);

        Assert.Equal("south", (await _api.MessageIsAsync(moved, "delivered")).Text("carrier"));
        Assert.Contains("failed_over", (await _api.TimelineAsync(moved)).Kinds());
        Assert.Equal("queued", (await _api.MessageAsync(waiting)).Status());
        await setup.North.ListenAsync();
        await _api.MessageIsAsync(waiting, "delivered");
    }

    [Fact]
    public async Task While_a_carrier_refuses_the_login_its_bind_says_so_and_traffic_goes_to_the_next()
    {
        await setup.South.ConfigureAsync(new() { Password = "another" });
        await setup.RouteAsync("refused", "447404", "south", "north");
        var to = setup.NewNumber().Replace("+447401", "+447404", StringComparison.Ordinal);
        var attempts = (await setup.South.GetCountsAsync())[PeerCounter.BindAttempts];
        await setup.South.DropAsync();
        await setup.South.WaitForAsync(PeerCounter.BindAttempts, attempts + 1, TwoCarriers.Timeout);

        var id = await _api.SubmitAsync(to);

        Assert.Equal("north", (await _api.MessageIsAsync(id, "delivered")).Text("carrier"));
        var state = (await _api.GetAsync("/v1/binds/south/0")).Expect(200).Json;
        Assert.False(state.GetProperty("bound").GetBoolean());
        Assert.Contains("BINDFAIL", state.Text("last_error"), StringComparison.Ordinal);
        Assert.Empty(await TwoCarriers.SubmitsToAsync(setup.South, to));

        await setup.South.ConfigureAsync(new() { Password = "" });
        var binds = (await setup.South.GetCountsAsync())[PeerCounter.Binds];
        (await _api.PatchAsync("/v1/carriers/south", new { password = "another" })).Expect(200);
        await setup.South.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);
    }

    private async Task<int> BindsAsync() => (await setup.North.GetCountsAsync())[PeerCounter.Binds];
}
