namespace OrleansSms.Server.Tests.Security;

/// <summary>What is logged can be given to anybody who looks for a fault, however much of it there is.</summary>
public sealed class LogTests
{
    private const string AccountKey = "key-of-the-shop-3141";
    private const string Password = "secret";
    private const string Text = "Confidential words";
    private const string Digits = "447401998877";

    [Fact]
    public async Task At_the_level_debug_no_secret_no_text_and_no_full_number_is_logged()
    {
        await using var north = await NodeSmsc.StartAsync();
        var settings = GatewayProcess.Carrier("north", north.Port);
        settings["OrleansSms__Accounts__shop__ApiKey"] = AccountKey;
        settings["OrleansSms__Accounts__shop__DefaultFrom"] = "Shop";
        settings["OrleansSms__Send__AllowKeyInQuery"] = "true";
        foreach (var category in (string[])["Default", "Microsoft", "Orleans", "OrleansSms", "System"])
        {
            settings[$"Logging__LogLevel__{category}"] = "Debug";
        }

        await using var gateway = await GatewayProcess.StartAsync(settings);
        var (admin, shop, nobody) = (new Api(gateway), new Api(gateway, AccountKey), new Api(gateway, "key-that-was-revoked-2718"));
        await north.WaitForAsync(PeerCounter.Binds, 1, TwoCarriers.Timeout);

        var made = (await admin.PostAsync("/v1/keys", new { account = "shop" })).Expect(201).Json.Text("secret")!;
        var callbackSecret = (await admin.PostAsync("/v1/accounts/shop/rotate_callback_secret")).Expect(200).Json.Text("callback_secret")!;
        var hook = (await shop.PostAsync("/v1/webhook_endpoints", new { url = "http://shop.example/hook" })).Expect(201).Json.Text("secret")!;
        (await admin.PatchAsync("/v1/carriers/north", new { password = Password, window_size = 50 })).Expect(200);
        (await nobody.GetAsync("/v1/messages")).Expect(401);
        await north.WaitForAsync(PeerCounter.Binds, 2, TwoCarriers.Timeout);
        await shop.MessageIsAsync(await shop.SubmitAsync("+" + Digits, Text), "delivered");
        (await shop.GetAsync($"/v1/send?key={AccountKey}&to={Digits}&body={Uri.EscapeDataString(Text)}")).Expect(202);
        (await shop.PostAsync("/v1/messages", new { to = "+" + Digits, body = 7 })).Expect(400);
        await north.SendMoAsync(new() { Source = Digits, Destination = "Shop", Text = Text });
        (await shop.PostAsync("/v1/suppressions", new { number = "+" + Digits, reason = "asked" })).Expect(201);
        (await shop.GetAsync("/v1/contacts/+" + Digits + "/timeline")).Expect(200);
        await gateway.TerminateAsync();

        Assert.Contains("dbug: ", gateway.Output, StringComparison.Ordinal);
        Assert.All(
            [GatewayProcess.AdminKey, AccountKey, "key-that-was-revoked-2718", made, callbackSecret, hook, $" {Password}", $"\"{Password}\"", $"={Password}", "Confidential", Digits],
            secret => Assert.True(!gateway.Output.Contains(secret, StringComparison.OrdinalIgnoreCase), $"'{secret}' is logged: {Line(gateway.Output, secret)}"));
    }

    private static string? Line(string output, string secret) => output.Split('\n').FirstOrDefault(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
}
