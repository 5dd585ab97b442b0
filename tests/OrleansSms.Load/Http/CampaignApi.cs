using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansSms.Load.Http;

/// <summary>What a marketer asks of the gateway: an audience from a file, a campaign, its report.</summary>
internal sealed class CampaignApi(GatewayApi api)
{
    private const string List = "load";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>A cap and a duplicate window: every recipient is looked at, and remembers what it gets.</summary>
    public async Task TurnRulesOnAsync(CancellationToken cancellationToken)
    {
        object[] caps = [new { count = 3, window = "PT24H" }];
        using var answer = await api.SendAsync(HttpMethod.Patch, "/v1/policies/default", new { caps, duplicate_window = "PT1H" }, cancellationToken);
    }

    /// <summary>Imports so many contacts and waits until they are written. Each has what its text needs to be told by the carrier: when, and which row it is.</summary>
    public async Task ImportAsync(int count, CancellationToken cancellationToken)
    {
        string[] lists = [List];
        using var import = await api.SendAsync(HttpMethod.Post, "/v1/imports", new { lists, columns = new { t = "t:text", r = "r:text" } }, cancellationToken);
        var id = import.RootElement.GetProperty("id").GetString();
        await api.PutFileAsync($"/v1/imports/{id}/file", Encoding.ASCII.GetBytes(Csv(count)), cancellationToken);
        await UntilAsync($"/v1/imports/{id}", static it => it.GetProperty("status").GetString() == "finished", cancellationToken);
    }

    /// <summary>Launches a campaign to all that were imported; answers its id.</summary>
    public async Task<string> LaunchAsync(CancellationToken cancellationToken)
    {
        var id = await DraftAsync(cancellationToken);
        using var launched = await api.SendAsync(HttpMethod.Post, $"/v1/campaigns/{id}/launch", null, cancellationToken);
        return id;
    }

    /// <summary>Tries a campaign until everyone has been looked at; answers what was found.</summary>
    public async Task<JsonElement> DryRunAsync(string id, CancellationToken cancellationToken)
    {
        using var begun = await api.SendAsync(HttpMethod.Post, $"/v1/campaigns/{id}/dry_run", null, cancellationToken);
        return await UntilAsync($"/v1/campaigns/{id}/dry_run", static it => it.GetProperty("finished").GetBoolean(), cancellationToken);
    }

    /// <summary>A campaign to all that were imported; answers its id.</summary>
    public async Task<string> DraftAsync(CancellationToken cancellationToken)
    {
        string[] lists = [List];
        object[] variants = [new { body = "T={{ t }};r={{ r }}" }];
        string[] senders = ["Load"];
        using var campaign = await api.SendAsync(HttpMethod.Post, "/v1/campaigns", new { name = "load", audience = new { lists }, variants, senders }, cancellationToken);
        return campaign.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until the report tells that so many were delivered.</summary>
    public Task<JsonElement> DeliveredAsync(string id, long count, CancellationToken cancellationToken) => UntilAsync(
        $"/v1/campaigns/{id}/report", it => it.GetProperty("total").GetProperty("delivered").GetInt64() >= count, cancellationToken);

    private static string Csv(int count)
    {
        var csv = new StringBuilder("number,t,r\n", count * 45);
        for (var i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"+4670{i:0000000},{0:0000000000000000},{i:0000000000}\n");
        }

        return csv.ToString();
    }

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> willDo, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await api.GetAsync(path, cancellationToken);
            if (willDo(answer.RootElement))
            {
                return answer.RootElement.Clone();
            }

            await Task.Delay(LookEvery, cancellationToken);
        }
    }
}
