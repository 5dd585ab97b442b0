namespace OrleansSms.Server.Tests.Recipients;

/// <summary>The cap on messages to one recipient.</summary>
public sealed class CapTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private const int Cap = 3;
    private const int Submissions = 1_000;

    [Fact]
    public async Task Of_a_thousand_submissions_at_once_exactly_as_many_go_as_the_cap_allows()
    {
        (await setup.Api.PatchAsync("/v1/accounts/default", new { recipient_cap = new { count = Cap, window = "P1D" } })).Expect(200);
        var to = setup.NewNumber();

        var request = new { to, body = "Sale" };
        var answers = await Task.WhenAll(Enumerable.Range(0, Submissions).Select(_ => setup.Api.PostAsync("/v1/messages", request)));

        var held = answers.Where(answer => answer.Expect(202).Json.Status() == "held").ToList();
        Assert.Equal(Submissions - Cap, held.Count);
        Assert.All(held, answer => Assert.Equal("frequency_cap", answer.Json.Text("status_reason")));
        foreach (var sent in answers.Except(held))
        {
            await setup.Api.MessageIsAsync(sent.Id, "delivered");
        }

        Assert.Equal(Cap, (await TwoCarriers.SubmitsToAsync(setup.North, to)).Count);

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();

        Assert.Equal("held", (await setup.Api.PostAsync("/v1/messages", request)).Expect(202).Json.Status());
        var code = await setup.Api.PostAsync("/v1/messages", new { to, body = "123456", category = "authentication" });
        Assert.Equal("queued", code.Expect(202).Json.Status());
    }

    [Fact]
    public async Task A_held_message_goes_when_the_window_has_room_again()
    {
        var api = await NewAccountAsync(1, "PT3S");
        var to = setup.NewNumber();
        await api.MessageIsAsync(await api.SubmitAsync(to), "delivered");

        var held = (await api.PostAsync("/v1/messages", new { to, body = "Sale", from = "Shop" })).Expect(202);

        Assert.Equal("held", held.Json.Status());
        var message = await api.MessageIsAsync(held.Id, "delivered");
        var until = held.Json.GetProperty("held_until").GetDateTimeOffset();
        Assert.InRange(message.GetProperty("queued_at").GetDateTimeOffset(), until, DateTimeOffset.MaxValue);
        Assert.Equal(["accepted", "decided", "held", "queued", "submitted", "receipt"], (await api.TimelineAsync(held.Id)).Kinds());
    }

    [Fact]
    public async Task A_scheduled_message_that_went_counts_even_after_a_kill()
    {
        var api = await NewAccountAsync(1, "P1D");
        var to = setup.NewNumber();
        var request = new { to, from = "Shop", body = "Later", send_at = TimeProvider.System.GetUtcNow().AddSeconds(1) };
        await api.MessageIsAsync((await api.PostAsync("/v1/messages", request)).Expect(202).Id, "delivered");

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();

        Assert.Equal("held", (await api.PostAsync("/v1/messages", new { to, body = "Sale", from = "Shop" })).Expect(202).Json.Status());
    }

    private async Task<Api> NewAccountAsync(int count, string window)
    {
        var account = (await setup.Api.PostAsync("/v1/accounts", new { name = "Shop", recipient_cap = new { count, window } })).Expect(201).Id;
        var key = (await setup.Api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!;
        return new Api(setup.Gateway, key);
    }
}
