using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static OrleansSms.Server.Tests.Deployment.DeployFiles;

namespace OrleansSms.Server.Tests.Deployment;

/// <summary>Alerts, the dashboard and the autoscaler speak of metrics by name: the names are those that a gateway exposes.</summary>
public sealed partial class MetricNameTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    // Prometheus' own.
    private static readonly string[] NotOurs = ["up"];

    [Fact]
    public async Task Every_metric_and_label_that_is_asked_for_is_one_that_a_gateway_exposes()
    {
        var exposed = await ExposedAsync();
        var asked = Alerts().Select(alert => Text(alert!["expr"])).Concat(DashboardQueries()).Append(Text(AdapterRule()["seriesQuery"])).ToList();

        var missing = asked.SelectMany(query => Series().Matches(query)).Where(series => !NotOurs.Contains(series.Groups[1].Value))
            .Where(series => !IsExposed(exposed, series.Groups[1].Value, [.. Label().Matches(series.Groups[2].Value).Select(label => label.Groups[1].Value)]))
            .Select(series => series.Value).Distinct();

        Assert.Empty(missing);
        Assert.InRange(asked.SelectMany(query => Series().Matches(query)).Select(series => series.Groups[1].Value).Distinct().Count(), 20, int.MaxValue);
    }

    [Fact]
    public async Task Times_are_told_apart_from_milliseconds_to_minutes()
    {
        var exposed = await ExposedAsync();

        var times = Time().Matches(exposed).Select(match => match.Groups[1].Value).ToList();

        Assert.InRange(times.Count, 6, int.MaxValue);
        Assert.All(times, time => Assert.All(
            ["0.001", "0.01", "0.1", "1", "60"],
            bound => Assert.Matches($"{time}_bucket{{[^}}]*le=\"{Regex.Escape(bound)}\"", exposed)));
    }

    [Fact]
    public void Every_alert_has_a_severity_a_sentence_and_a_place_in_the_operators_guide()
    {
        var guide = Read("deploy/README.md");

        Assert.All(Alerts(), alert =>
        {
            Assert.Contains(Text(alert!["labels"]!["severity"]), (string[])["page", "ticket"]);
            Assert.NotEmpty(Text(alert["annotations"]!["summary"]));
            Assert.Contains($"| `{Text(alert["alert"])}` |", guide, StringComparison.Ordinal);
        });
        var named = Alert().Matches(guide).Select(match => match.Groups[1].Value).Distinct().Order();
        Assert.Equal(Alerts().Select(alert => Text(alert!["alert"])).Order(), named);
    }

    [Fact]
    public void The_dashboard_can_be_imported_with_any_source_and_no_panel_is_another()
    {
        var dashboard = JsonDocument.Parse(Read("deploy/grafana/orleanssms.json")).RootElement;
        var panels = dashboard.GetProperty("panels").EnumerateArray().ToList();

        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal("datasource", dashboard.GetProperty("templating").GetProperty("list")[0].Text("type"));
        Assert.All(panels.Where(panel => panel.Text("type") != "row"), panel => Assert.Equal("${source}", panel.GetProperty("datasource").Text("uid")));
    }

    private static JsonArray Alerts() => Yaml("deploy/prometheus/alerts.yaml")[0]["groups"]![0]!["rules"]!.AsArray();

    private static JsonNode AdapterRule() => Yaml("deploy/kubernetes/adapter-rules.yaml")[0]["rules"]!["custom"]![0]!;

    private static IEnumerable<string> DashboardQueries() =>
        JsonDocument.Parse(Read("deploy/grafana/orleanssms.json")).RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.Text("expr")!);

    /// <summary>What a gateway exposes to which everything has happened that is counted.</summary>
    private async Task<string> ExposedAsync()
    {
        await using var gone = WebApplication.Create();
        gone.Urls.Add("http://127.0.0.1:0");
        gone.Run(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        });
        await gone.StartAsync();
        var to = setup.NewNumber();
        (await setup.Api.PostAsync("/v1/messages", new { to, from = "Gateway", body = "Hello", callback_url = gone.Urls.First() }, to)).Expect(202);
        (await setup.Api.PostAsync("/v1/messages", new { to, from = "Gateway", body = "Another" }, to)).Expect(422);
        string[] last = ["orleanssms_receipt_latency_seconds_count", "orleanssms_webhook_given_up_total", "orleanssms_webhook_deliveries_total"];
        return await Eventually.ReadAsync(
            async () => (await setup.Api.GetAsync("/metrics")).Expect(200).Text, text => last.All(one => text.Contains(one, StringComparison.Ordinal)));
    }

    private static bool IsExposed(string exposed, string name, IReadOnlyList<string> labels) => exposed.Split('\n')
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
        .Any(line => labels.All(label => line.Contains($"{label}=\"", StringComparison.Ordinal)));

    [GeneratedRegex(@"\b((?:orleanssms|orleans|dotnet|http_server|kestrel|up)(?:_[a-z0-9_]+)?)\b(?!\()(\{[^}]*\})?")]
    private static partial Regex Series();

    [GeneratedRegex("# TYPE (orleanssms_[a-z_]+_seconds) histogram")]
    private static partial Regex Time();

    [GeneratedRegex("([a-z_]+)[!=]=?~?\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"\| `(OrleansSms\w+)` \|")]
    private static partial Regex Alert();
}
