using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>What a marketer does, over HTTP.</summary>
internal sealed class Marketer(Api api)
{
    public Api Api => api;

    /// <summary>Imports contacts with the numbers +4479 and eight digits from <paramref name="first"/> on, names and cities, onto a list.</summary>
    public async Task ImportAsync(string list, int count, int first = 20_000_000, Func<int, string>? more = null)
    {
        var csv = new StringBuilder("number,first_name,city,vip\n");
        for (var i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{Number(first + i)},{more?.Invoke(i) ?? $"Name{i}"},Leeds,{i % 2 == 0}\n");
        }

        var import = (await api.PostAsync("/v1/imports", new { lists = new[] { list } })).Expect(201);
        (await api.PutFileAsync($"/v1/imports/{import.Id}/file", Encoding.UTF8.GetBytes(csv.ToString()))).Expect(202);
        await Eventually.ReadAsync(
            async () => (await api.GetAsync("/v1/imports/" + import.Id)).Expect(200).Json,
            static it => it.GetProperty("status").GetString() == "finished");
    }

    /// <summary>A number of the imported kind.</summary>
    public static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"+4479{index:00000000}");

    public static string[] Words(params string[] words) => words;

    public async Task<string> DraftAsync(object definition) => (await api.PostAsync("/v1/campaigns", definition)).Expect(201).Id;

    public async Task<string> LaunchAsync(object definition)
    {
        var id = await DraftAsync(definition);
        await DoAsync(id, "launch");
        return id;
    }

    public async Task<JsonElement> DoAsync(string id, string action) => (await api.PostAsync($"/v1/campaigns/{id}/{action}")).Expect(200).Json;

    public async Task<JsonElement> GetAsync(string id) => (await api.GetAsync("/v1/campaigns/" + id)).Expect(200).Json;

    public async Task<JsonElement> ReportAsync(string id) => (await api.GetAsync($"/v1/campaigns/{id}/report")).Expect(200).Json;

    public Task<JsonElement> IsAsync(string id, string status) => Eventually.ReadAsync(
        () => GetAsync(id), campaign => campaign.GetProperty("status").GetString() == status, static campaign => campaign.GetRawText());

    /// <summary>Waits until the report says so.</summary>
    public Task<JsonElement> ReportsAsync(string id, Func<JsonElement, bool> willDo) =>
        Eventually.ReadAsync(() => ReportAsync(id), willDo, static report => report.GetRawText());

    /// <summary>Every message of a campaign, as rows have them.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessagesAsync(string id)
    {
        var messages = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await api.GetAsync($"/v1/messages?campaign_id={id}&limit=200{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200);
            messages.AddRange(page.Data);
            cursor = page.Json.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        return messages;
    }
}
