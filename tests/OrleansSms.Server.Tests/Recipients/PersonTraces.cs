using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansSms.Server.Tests.Campaigns;

namespace OrleansSms.Server.Tests.Recipients;

/// <summary>What an account's dealings with a person leave beside messages: an import, consents beyond any number that anybody has, campaigns, answers that are kept for keys.</summary>
internal sealed class PersonTraces(Api account, string sender, string person, string other, string secret)
{
    /// <summary>One more than a recipient's state has room for.</summary>
    private const int Consents = 101;

    private readonly Marketer _marketer = new(account);
    private readonly string _list = "list" + Guid.NewGuid().ToString("N");
    private readonly string _key = Guid.NewGuid().ToString();
    private string _import = "";
    private string _campaign = "";
    private string _message = "";

    private object Message => new { to = person, from = sender, body = "Once: " + secret, client_reference = secret };

    private object Contact => new { number = person, fields = new { nickname = secret } };

    /// <summary>Leaves them. Somebody has the person answer a campaign.</summary>
    public async Task LeaveAsync(Func<string, Task> answer)
    {
        (await account.PostAsync("/v1/contacts", Contact, _key + "c")).Expect(201);
        await ImportAsync();
        for (var i = 0; i < Consents; i++)
        {
            (await account.PostAsync("/v1/consents", new { number = person, purpose = "program" + i.ToString(CultureInfo.InvariantCulture), wording = secret })).Expect(201);
        }

        _message = (await account.PostAsync("/v1/messages", Message, _key)).Expect(202).Id;
        await CampaignsAsync(answer);
        Assert.Contains(person, (await account.GetAsync("/v1/campaigns/" + _campaign)).Expect(200).Text, StringComparison.Ordinal);
        Assert.Contains(person[1..], (await account.GetAsync($"/v1/imports/{_import}/rejects")).Expect(200).Text, StringComparison.Ordinal);
        await Eventually.ReadAsync(async () => (await ExportAsync()).GetProperty("contact"), static contact =>
            contact.TryGetProperty("engagement", out var engagement) && engagement.ValueKind == JsonValueKind.Object && engagement.Number("replied") == 1);
        Assert.Equal(Consents, (await ExportAsync()).GetProperty("consents").GetArrayLength());
    }

    /// <summary>No answer has any of it, and requests that are made again under their keys are not carried out again.</summary>
    public async Task AreGoneAsync()
    {
        var again = (await account.PostAsync("/v1/messages", Message, _key)).Expect(202);
        Assert.Equal((_message, JsonValueKind.Null), (again.Id, again.Json.GetProperty("to").ValueKind));
        Assert.Equal(422, (await account.PostAsync("/v1/contacts", Contact, _key + "c")).Status);
        Assert.DoesNotContain(person, (await account.GetAsync("/v1/campaigns/" + _campaign)).Expect(200).Text, StringComparison.Ordinal);
        var rejects = (await account.GetAsync($"/v1/imports/{_import}/rejects")).Expect(200).Text;
        Assert.DoesNotContain(person[1..], rejects, StringComparison.Ordinal);
        Assert.Contains("no number", rejects, StringComparison.Ordinal);
    }

    private async Task<JsonElement> ExportAsync() => (await account.PostAsync("/v1/exports", new { number = person })).Expect(200).Json;

    /// <summary>The person has no city, and a row of rubbish that begins with the number.</summary>
    private async Task ImportAsync()
    {
        var rows = $"number,first_name,city\n{person},{secret},\n{other},Other,Leeds\n{person}99999999,,\nno number,,\n";
        _import = (await account.PostAsync("/v1/imports", new { lists = new[] { _list } })).Expect(201).Id;
        (await account.PutFileAsync($"/v1/imports/{_import}/file", Encoding.UTF8.GetBytes(rows))).Expect(202);
        await Eventually.ReadAsync(async () => (await account.GetAsync("/v1/imports/" + _import)).Expect(200).Json, static import => import.Status() == "finished");
    }

    /// <summary>One that the person gets and answers, and one whose text cannot be made for the person.</summary>
    private async Task CampaignsAsync(Func<string, Task> answer)
    {
        var audience = new { lists = new[] { _list } };
        var sent = await _marketer.LaunchAsync(new { name = "Sent", audience, variants = new[] { new { body = "Hi {{ first_name }}, STOP to end" } }, senders = new[] { sender } });
        await _marketer.ReportsAsync(sent, static report => report.GetProperty("total").Number("delivered") == 2);
        await answer("Thanks");
        await _marketer.ReportsAsync(sent, static report => report.GetProperty("total").Number("replied") == 1);
        _campaign = await _marketer.LaunchAsync(
            new { name = "Lacking", audience, variants = new[] { new { body = "{{ city }} is here" } }, senders = new[] { sender }, on_missing = "skip" });
        await _marketer.IsAsync(_campaign, "finished");
    }
}
