using System.Text.Json;

namespace OrleansSms.Server.Tests.Recipients;

/// <summary>Who may be texted, from a handset's keyword to the carrier's wire. Every test has an account and a number of its own.</summary>
public sealed class PermissionTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private static readonly string[] Required = ["transactional"];

    private static int _lastSender = 60_100;

    [Fact]
    public async Task A_stop_is_confirmed_once_in_the_brands_name_and_nothing_follows_it()
    {
        var (account, sender) = await NewAccountAsync();
        (await account.PutAsync("/v1/keywords", new { brand = "Acme" })).Expect(200);
        var to = setup.NewNumber();

        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, "stop")));
        var confirmation = Assert.Single(await AnswersAsync(account, to));
        await account.MessageIsAsync(confirmation.Text("id")!, "delivered");
        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, "STOP")));
        var refused = (await account.PostAsync("/v1/messages", new { to, body = "Sale" })).Expect(202);

        Assert.Equal(("suppressed", "opted_out"), (refused.Json.Status(), refused.Json.Text("status_reason")));
        Assert.StartsWith("Acme: You have opted out", confirmation.Text("body"), StringComparison.Ordinal);
        var submit = Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
        Assert.Equal(sender, submit.Source);
        Assert.Single(await AnswersAsync(account, to));
    }

    [Fact]
    public async Task An_opt_out_stands_when_the_process_is_killed_with_it_and_is_confirmed_once()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        var binds = (await setup.North.GetCountsAsync())[PeerCounter.Binds];

        // Nobody waits for the answer: the process ends wherever it is by then, and the carrier delivers again what was not answered.
        var unanswered = setup.North.SendMoAsync(Mo(to, sender, "STOP"));
        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();
        await setup.North.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);
        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, "STOP")));
        _ = unanswered.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);

        var refused = (await account.PostAsync("/v1/messages", new { to, body = "Sale" })).Expect(202);
        Assert.Equal("opted_out", refused.Json.Text("status_reason"));
        var confirmation = Assert.Single(await AnswersAsync(account, to));
        await Eventually.ReadAsync(() => account.MessageAsync(confirmation.Text("id")!), message => message.Status() is not ("accepted" or "queued"));
        Assert.InRange((await TwoCarriers.SubmitsToAsync(setup.North, to)).Count, 0, 1);
    }

    [Fact]
    public async Task Where_a_consent_is_required_it_counts_once_the_recipient_has_said_yes_and_until_it_is_revoked()
    {
        var (account, sender) = await NewAccountAsync();
        var id = (await account.GetAsync("/v1/policies")).Expect(200).Data[0].Text("account");
        (await account.PatchAsync($"/v1/policies/{id}", new { require_consent = Required })).Expect(200);
        var to = setup.NewNumber();

        Assert.Equal("no_consent", await ReasonAsync(account, to));
        var consent = (await account.PostAsync("/v1/consents", new { number = to, purpose = "transactional", wording = "Text me", double_opt_in = true })).Expect(201);
        await account.MessageIsAsync(consent.Json.Text("confirmation_message_id")!, "delivered");
        Assert.Equal("no_consent", await ReasonAsync(account, to));

        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, "Yes!")));
        var sent = await account.SubmitAsync(to, from: sender);
        await account.MessageIsAsync(sent, "delivered");

        (await account.PostAsync($"/v1/consents/{consent.Id}/revoke")).Expect(200);
        Assert.Equal("no_consent", await ReasonAsync(account, to));
        var timeline = (await account.GetAsync($"/v1/contacts/{to}/timeline")).Expect(200).Data.Kinds().ToList();
        Assert.Equal("consent_revoked", timeline.First(kind => kind!.StartsWith("consent", StringComparison.Ordinal)));
        Assert.Equal((6, 1), (timeline.Count(kind => kind == "message"), timeline.Count(kind => kind == "inbound")));
        Assert.Equal("revoked", (await account.GetAsync($"/v1/consents?number={Uri.EscapeDataString(to)}")).Expect(200).Data[0].Text("status"));
    }

    [Fact]
    public async Task A_number_that_is_put_on_the_list_gets_nothing_not_even_what_waits_for_it()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Status = 0x64 });
        var queued = await account.SubmitAsync(to, from: sender);
        await account.TimelineHoldsAsync(queued, "retried");

        (await account.PostAsync("/v1/suppressions", new { number = to, reason = "asked by letter" })).Expect(201);

        Assert.Equal("suppression_list", (await account.MessageIsAsync(queued, "suppressed")).Text("status_reason"));
        Assert.Equal("suppression_list", await ReasonAsync(account, to));
        (await account.DeleteAsync($"/v1/suppressions/{to}")).Expect(204);
        Assert.Null(await ReasonAsync(account, to));
    }

    [Fact]
    public async Task What_may_have_been_an_opt_out_waits_for_somebody_to_read_it()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        await setup.North.SendMoAsync(Mo(to, sender, "unsubscibe"));

        var listed = Assert.Single((await account.GetAsync("/v1/possible_opt_outs")).Expect(200).Data);
        Assert.Equal(to, listed.Text("number"));
        (await account.PostAsync($"/v1/possible_opt_outs/{to}/confirm")).Expect(204);

        Assert.Equal("opted_out", await ReasonAsync(account, to));
        Assert.Empty((await account.GetAsync("/v1/possible_opt_outs")).Expect(200).Data);
    }

    [Fact]
    public async Task A_number_that_a_receipt_says_does_not_exist_gets_nothing_more()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Receipts = [new() { Stat = "UNDELIV", Err = "001" }] });

        await account.MessageIsAsync(await account.SubmitAsync(to, from: sender), "undelivered");

        // Noted beside the road of the receipt.
        await Eventually.ReadAsync(async () => (await account.PostAsync("/v1/messages/preview", new { to, body = "Hello" })).Expect(200).Text, text => text.Contains("unreachable", StringComparison.Ordinal));
        Assert.Equal("unreachable", await ReasonAsync(account, to));
        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
    }

    [Fact]
    public async Task Marketing_that_nobody_can_opt_out_of_is_refused()
    {
        var (account, sender) = await NewAccountAsync();
        var id = (await account.GetAsync("/v1/policies")).Expect(200).Data[0].Text("account");
        (await account.PatchAsync($"/v1/policies/{id}", new { require_opt_out_route = true })).Expect(200);
        var to = setup.NewNumber();

        var refused = await account.MessageAsync(await account.SubmitAsync(to, "Sale!", "marketing", "Shop"));
        var named = await account.MessageAsync(await account.SubmitAsync(to, $"Sale! STOP to {sender}", "marketing", "Shop"));
        var answerable = await account.MessageAsync(await account.SubmitAsync(to, "Sale!", "marketing", sender));

        Assert.Equal(("suppressed", "no_opt_out_route"), (refused.Status(), refused.Text("status_reason")));
        Assert.All([named, answerable], message => Assert.NotEqual("suppressed", message.Status()));
    }

    private static MoScript Mo(string from, string to, string text) => new() { Source = TwoCarriers.Digits(from), Destination = to, Text = text };

    /// <summary>An account whose messages come from a short code of its own.</summary>
    private async Task<(Api Account, string Sender)> NewAccountAsync()
    {
        var sender = Interlocked.Increment(ref _lastSender).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var made = (await setup.Api.PostAsync("/v1/accounts", new { default_from = sender })).Expect(201);
        var key = (await setup.Api.PostAsync("/v1/keys", new { account = made.Id })).Expect(201);
        return (new Api(setup.Gateway, key.Json.Text("secret")!), sender);
    }

    private static async Task<IReadOnlyList<JsonElement>> AnswersAsync(Api account, string to) =>
        (await account.GetAsync($"/v1/messages?to={Uri.EscapeDataString(to)}&tag=keyword_answer")).Expect(200).Data;

    /// <summary>Why a message would not go; null = it would.</summary>
    private static async Task<string?> ReasonAsync(Api account, string to)
    {
        var answer = (await account.PostAsync("/v1/messages", new { to, body = "Hello" })).Expect(202).Json;
        return answer.TryGetProperty("status_reason", out var reason) ? reason.GetString() : null;
    }
}
