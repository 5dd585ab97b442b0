namespace OrleansSms.Server.Tests.Operation;

/// <summary>The operator's side, changed while the gateway runs.</summary>
public sealed class AdminTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private readonly Api _api = setup.Api;

    [Fact]
    public async Task A_carrier_that_is_added_takes_traffic_and_one_that_is_deleted_gives_it_back()
    {
        await using var east = await NodeSmsc.StartAsync(new() { Settings = new() { FirstId = 0x3c3c3c3c } });
        var carrier = new { host = NodeSmsc.Host, port = east.Port, system_id = "gateway", password = "secret" };
        (await _api.PutAsync("/v1/carriers/east", carrier)).Expect(201);
        await setup.RouteAsync("east", "447405", "east", "north");
        await east.WaitForAsync(PeerCounter.Binds, 1, TwoCarriers.Timeout);
        var to = setup.NewNumber().Replace("+447401", "+447405", StringComparison.Ordinal);
        Assert.Equal("east", (await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered")).Text("carrier"));

        await setup.RouteAsync("east", "447405", "north");
        (await _api.DeleteAsync("/v1/carriers/east")).Expect(204);

        await east.WaitForAsync(PeerCounter.Unbinds, 1, TwoCarriers.Timeout);
        Assert.Equal("north", (await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered")).Text("carrier"));
        (await _api.GetAsync("/v1/carriers/east")).Expect(404);
    }

    [Fact]
    public async Task A_carrier_that_is_switched_off_gets_no_new_messages()
    {
        (await _api.PatchAsync("/v1/carriers/south", new { enabled = false })).Expect(200);
        await setup.RouteAsync("off", "447406", "south", "north");
        var to = setup.NewNumber().Replace("+447401", "+447406", StringComparison.Ordinal);

        Assert.Equal("north", (await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered")).Text("carrier"));

        (await _api.PatchAsync("/v1/carriers/south", new { enabled = true })).Expect(200);
        Assert.Equal("south", (await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered")).Text("carrier"));
    }

    [Fact]
    public async Task A_key_acts_for_its_account_within_its_scopes_until_it_is_revoked()
    {
        var account = (await _api.PostAsync("/v1/accounts", new { name = "Shop", default_from = "Shop" })).Expect(201).Id;
        var key = (await _api.PostAsync("/v1/keys", new { account, scopes = (List<string>)["messages:write"] })).Expect(201);
        var shop = new Api(setup.Gateway, key.Json.Text("secret")!);
        var to = setup.NewNumber();

        var id = (await shop.PostAsync("/v1/messages", new { to, body = "Hi" })).Expect(202).Id;

        Assert.Equal("Shop", Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to, 1)).Source);
        Assert.Equal("missing_scope", (await shop.GetAsync($"/v1/messages/{id}")).Expect(403).Json.Text("code"));
        (await shop.GetAsync("/v1/carriers")).Expect(403);
        (await _api.GetAsync($"/v1/messages/{id}")).Expect(404);
        (await _api.PostAsync($"/v1/messages/{id}/cancel")).Expect(404);
        (await _api.DeleteAsync($"/v1/keys/{key.Id}")).Expect(204);
        (await shop.PostAsync("/v1/messages", new { to, body = "Hi" })).Expect(401);
    }

    [Fact]
    public async Task A_disabled_account_is_refused_and_its_other_settings_take_effect_at_once()
    {
        var account = (await _api.PostAsync("/v1/accounts", new { name = "Bar" })).Expect(201).Id;
        var bar = new Api(setup.Gateway, (await _api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!);
        (await bar.PostAsync("/v1/messages", new { to = "07400 000001", from = "Bar", body = "Hi" })).Expect(400);

        (await _api.PatchAsync($"/v1/accounts/{account}", new { default_from = "Bar", default_country = "GB" })).Expect(200);
        Assert.Equal("+447400000001", (await bar.PostAsync("/v1/messages", new { to = "07400 000001", body = "Hi" })).Expect(202).Json.Text("to"));

        (await _api.PatchAsync($"/v1/accounts/{account}", new { disabled = true })).Expect(200);
        (await bar.PostAsync("/v1/messages", new { to = "07400 000001", body = "Hi" })).Expect(401);
    }

    [Fact]
    public async Task An_account_beyond_its_limit_is_told_when_to_come_again()
    {
        var account = (await _api.PostAsync("/v1/accounts", new { tps_limit = 1, max_backlog_seconds = 2, default_from = "Fast" })).Expect(201).Id;
        var fast = new Api(setup.Gateway, (await _api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!);
        var to = setup.NewNumber();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fast.PostAsync("/v1/messages", new { to, body = "Hi" })));

        var refused = answers.Where(answer => answer.Status == 429).ToList();
        Assert.InRange(answers.Count(answer => answer.Status == 202), 1, 4);
        Assert.All(answers, answer => Assert.True(answer.Status is 202 or 429, answer.Text));
        Assert.All(refused, answer => Assert.True(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) >= 1));
        Assert.All(refused, answer => Assert.NotNull(answer.Header("RateLimit-Policy")));
    }

    [Fact]
    public async Task Health_readiness_and_metrics_are_there_without_a_key()
    {
        await _api.MessageIsAsync(await _api.SubmitAsync(setup.NewNumber()), "delivered");
        var nobody = new Api(setup.Gateway, "nobody-knows-this");

        Assert.Equal("ok\n", (await nobody.GetAsync("/healthz")).Expect(200).Text);
        (await nobody.GetAsync("/readyz")).Expect(200);
        var metrics = await Eventually.ReadAsync(
            async () => (await nobody.GetAsync("/metrics")).Expect(200).Text, text => text.Contains("orleanssms_receipt_latency", StringComparison.Ordinal));

        string[] promised =
        [
            "orleanssms_messages_accepted", "orleanssms_messages_status", "orleanssms_submits", "orleanssms_receipts", "orleanssms_accept_duration", "orleanssms_submit_latency",
            "orleanssms_submit_response", "orleanssms_receipt_latency", "orleanssms_queue_depth", "orleanssms_queue_age", "orleanssms_window_used", "orleanssms_bind_up", "orleanssms_bind_tps", "orleanssms_bind_held",
        ];
        Assert.All(promised, name => Assert.Contains("\n" + name, metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_is_logged_holds_a_text_a_key_or_a_full_number()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Status = 0x64 });
        await _api.MessageIsAsync(await _api.SubmitAsync(to, "Confidential words"), "delivered");
        await setup.North.SendMoAsync(new() { Source = TwoCarriers.Digits(to), Destination = "12345", Text = "Confidential reply" });
        await setup.North.SendReceiptAsync(ReceiptDialects.UnknownId with { Source = "12345", Destination = TwoCarriers.Digits(to) });
        await setup.North.DropAsync();
        await _api.MessageIsAsync(await _api.SubmitAsync(to, "Confidential words"), "delivered");

        Assert.All(
            ["Confidential", TwoCarriers.Digits(to), GatewayProcess.AdminKey, "secret"],
            text => Assert.DoesNotContain(text, setup.Gateway.Output, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("north/0 is bound", setup.Gateway.Output, StringComparison.Ordinal);
    }
}
