using System.Text;
using System.Text.Json;

namespace OrleansSms.Server.Tests.Recipients;

/// <summary>All that is held of a person, given and taken away, over kills and older copies. Every test has an account, numbers and a text of its own.</summary>
public sealed class ErasureTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private static int _lastSender = 60_500;

    [Fact]
    public async Task An_export_holds_messages_both_ways_consents_opt_outs_and_the_contact()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        (await account.PostAsync("/v1/contacts", new { number = to, fields = new { name = "Miller" } })).Expect(201);
        (await account.PostAsync("/v1/consents", new { number = to, purpose = "marketing", wording = "I agree" })).Expect(201);
        await account.MessageIsAsync(await account.SubmitAsync(to, Secret, from: sender), "delivered");
        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, "Stop")));

        var export = await ExportAsync(account, to);

        Assert.Equal(to, export.Text("number"));
        Assert.Equal("Miller", export.GetProperty("contact").GetProperty("fields").Text("name"));
        Assert.Equal("revoked", Assert.Single(export.GetProperty("consents").EnumerateArray()).Text("status"));
        Assert.Equal("stop", Assert.Single(export.GetProperty("inbound_messages").EnumerateArray()).Text("keyword"));
        Assert.Single(export.GetProperty("remembered").GetProperty("opt_outs").EnumerateArray());
        var messages = export.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal([true, false], messages.Select(message => message.GetProperty("message").GetProperty("tags").GetArrayLength() > 0));
        Assert.Equal(Secret, messages[1].GetProperty("message").Text("body"));
        Assert.Superset(new HashSet<string?> { "decided", "submitted", "receipt" }, messages[1].GetProperty("timeline").EnumerateArray().Kinds().ToHashSet());
    }

    [Fact]
    public async Task A_person_who_is_erased_is_in_no_answer_and_no_file_and_stays_opted_out()
    {
        var (account, sender) = await NewAccountAsync();
        var (to, other) = (setup.NewNumber(), setup.NewNumber());
        (await account.PostAsync("/v1/contacts", new { number = to, fields = new { name = "Mrs " + Secret[^8..] } })).Expect(201);
        var sent = await account.SubmitAsync(to, Secret, from: sender);
        await account.MessageIsAsync(sent, "delivered");
        var waiting = (await account.PostAsync("/v1/messages", new { to, body = Secret, send_at = TimeProvider.System.GetUtcNow().AddDays(1) })).Expect(202).Id;
        var otherId = await account.SubmitAsync(other, "Another text", from: sender);
        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, "stop")));
        Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, Secret)));
        await Eventually.ReadAsync(() => AnswersAsync(account, to), answers => answers.All(answer => answer.Status() == "delivered") && answers.Count == 1);

        var erasure = await EraseAsync(account, to);

        var report = erasure.GetProperty("report");
        Assert.Equal((3, 2, 1, true), (report.Number("messages"), report.Number("inbound_messages"), report.Number("contacts"), report.GetProperty("refusal_kept").GetBoolean()));
        Assert.False(erasure.TryGetProperty("number", out _));
        var erased = await account.MessageAsync(sent);
        Assert.Equal((JsonValueKind.Null, "", "delivered"), (erased.GetProperty("to").ValueKind, erased.Text("body"), erased.Status()));
        Assert.True((await account.MessageAsync(waiting)).Status() is "canceled" or "suppressed");
        Assert.Equal("Another text", (await account.MessageAsync(otherId)).Text("body"));
        Assert.Empty((await account.GetAsync($"/v1/messages?to={Uri.EscapeDataString(to)}")).Expect(200).Data);
        var export = await ExportAsync(account, to);
        Assert.Equal(JsonValueKind.Null, export.GetProperty("contact").ValueKind);
        Assert.Equal(0, export.GetProperty("messages").GetArrayLength() + export.GetProperty("inbound_messages").GetArrayLength());
        Assert.All(
            (await account.EventsAsync(entry => entry.Text("type")!.StartsWith("contact.", StringComparison.Ordinal))),
            entry => Assert.Null(entry.GetProperty("data").Text("number")));

        var refused = (await account.PostAsync("/v1/messages", new { to = other, body = "x" })).Expect(202);
        Assert.NotEqual("suppressed", refused.Json.Status());
        await setup.Gateway.TerminateAsync();
        Assert.DoesNotContain(Secret, Files(), StringComparison.Ordinal);
        Assert.DoesNotContain("Mrs " + Secret[^8..], Files(), StringComparison.Ordinal);
        Assert.DoesNotContain(TwoCarriers.Digits(to), Files(), StringComparison.Ordinal);
        Assert.DoesNotContain(TwoCarriers.Digits(to), setup.Gateway.Output, StringComparison.Ordinal);
        await setup.Gateway.StartAgainAsync();

        var again = (await account.PostAsync("/v1/messages", new { to, body = "Sale" })).Expect(202);
        Assert.Equal(("suppressed", "opted_out"), (again.Json.Status(), again.Json.Text("status_reason")));
    }

    [Fact]
    public async Task What_campaigns_imports_consents_and_answers_kept_of_a_person_is_erased_too()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        var traces = new PersonTraces(account, sender, to, setup.NewNumber(), Secret);
        await traces.LeaveAsync(async text => Assert.Equal([0u], await setup.North.SendMoAsync(Mo(to, sender, text))));

        var report = (await EraseAsync(account, to)).GetProperty("report");

        Assert.Equal((101, 1, 1), (report.Number("consents"), report.Number("contacts"), report.Number("inbound_messages")));
        await traces.AreGoneAsync();
        await setup.Gateway.TerminateAsync();
        Assert.DoesNotContain(Secret, Files(), StringComparison.Ordinal);
        Assert.DoesNotContain(TwoCarriers.Digits(to), Files(), StringComparison.Ordinal);
        await setup.Gateway.StartAgainAsync();
    }

    [Fact]
    public async Task An_erasure_goes_on_after_a_kill()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        var batch = (await account.PostAsync("/v1/batches", new { from = sender, body = Secret, recipients = Enumerable.Repeat(new { to }, 300) })).Expect(202).Id;
        await account.BatchIsAsync(batch, 300, "delivered");

        var ordered = (await account.PostAsync("/v1/erasures", new { number = to })).Expect(202);
        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();

        await FinishedAsync(account, ordered.Id);
        Assert.Equal(300, (await account.GetAsync($"/v1/batches/{batch}")).Expect(200).Json.GetProperty("counts").Number("delivered"));
        Assert.All(
            (await account.GetAsync($"/v1/batches/{batch}/messages?limit=200")).Expect(200).Data,
            message => Assert.Equal((JsonValueKind.Null, ""), (message.GetProperty("to").ValueKind, message.Text("body"))));
    }

    [Fact]
    public async Task An_erasure_is_done_once_more_when_an_older_copy_of_the_database_is_opened()
    {
        var (account, sender) = await NewAccountAsync();
        var to = setup.NewNumber();
        var sent = await account.SubmitAsync(to, Secret, from: sender);
        await account.MessageIsAsync(sent, "delivered");
        await setup.Gateway.TerminateAsync();
        var database = Path.Combine(setup.Gateway.DataDirectory, "orleanssms.db");
        File.Copy(database, database + ".copy");
        await setup.Gateway.StartAgainAsync();
        var erasure = await EraseAsync(account, to);

        await setup.Gateway.TerminateAsync();
        File.Move(database + ".copy", database, overwrite: true);
        await setup.Gateway.StartAgainAsync();

        var again = await FinishedAsync(account, erasure.Text("id")!);
        Assert.True(again.GetProperty("repeated").GetBoolean());
        Assert.Equal(JsonValueKind.Null, (await account.MessageAsync(sent)).GetProperty("to").ValueKind);
        await setup.Gateway.TerminateAsync();
        Assert.DoesNotContain(Secret, Files(), StringComparison.Ordinal);
        await setup.Gateway.StartAgainAsync();
    }

    /// <summary>What nobody but one person of one test was sent.</summary>
    private string Secret { get; } = "Your test result is ready: " + Guid.NewGuid();

    private static MoScript Mo(string from, string to, string text) => new() { Source = TwoCarriers.Digits(from), Destination = to, Text = text };

    private static async Task<JsonElement> ExportAsync(Api account, string number) => (await account.PostAsync("/v1/exports", new { number })).Expect(200).Json;

    private static async Task<JsonElement> EraseAsync(Api account, string number) =>
        await FinishedAsync(account, (await account.PostAsync("/v1/erasures", new { number })).Expect(202).Id);

    private static Task<JsonElement> FinishedAsync(Api account, string id) => Eventually.ReadAsync(
        async () => await account.GetAsync("/v1/erasures/" + id) is { Status: 200 } answer ? answer.Json : default,
        static erasure => erasure.ValueKind == JsonValueKind.Object && erasure.Status() == "finished");

    private static async Task<IReadOnlyList<JsonElement>> AnswersAsync(Api account, string to) =>
        (await account.GetAsync($"/v1/messages?to={Uri.EscapeDataString(to)}&tag=keyword_answer")).Expect(200).Data;

    /// <summary>Everything that the gateway keeps, octet by octet.</summary>
    private string Files() => string.Concat(
        Directory.EnumerateFiles(setup.Gateway.DataDirectory, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".copy", StringComparison.Ordinal))
            .Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));

    private async Task<(Api Account, string Sender)> NewAccountAsync()
    {
        var sender = Interlocked.Increment(ref _lastSender).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var made = (await setup.Api.PostAsync("/v1/accounts", new { default_from = sender })).Expect(201);
        var key = (await setup.Api.PostAsync("/v1/keys", new { account = made.Id })).Expect(201);
        return (new Api(setup.Gateway, key.Json.Text("secret")!), sender);
    }
}
