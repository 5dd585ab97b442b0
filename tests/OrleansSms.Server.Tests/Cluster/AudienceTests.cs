using System.Text;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>The audience of a cluster: one silo takes it, all know it, and its work outlives the silo that does it.</summary>
[Collection(SharedSilos.Name)]
public sealed class AudienceTests(ThreeSilos cluster)
{
    private static readonly string[] Imported = ["imported-in-cluster"];

    [Fact]
    public async Task A_contact_that_one_silo_made_is_known_to_all_with_how_its_messages_fared()
    {
        var number = cluster.NewNumber();
        var contact = (await cluster.Api(0).PostAsync("/v1/contacts", new { number, fields = new { city = "Leeds" } })).Expect(201);

        (await cluster.Api(1).PatchAsync($"/v1/contacts/{contact.Id}", new { fields = new { plan = "gold" } })).Expect(200);
        await cluster.Api(1).SubmitAsync(number);

        await Eventually.ReadAsync(() => CountAsync(2, $"number = '{number}' and city = 'Leeds' and plan = 'gold' and delivered = 1"), static count => count == 1);
        (await cluster.Api(2).DeleteAsync($"/v1/contacts/{contact.Id}")).Expect(204);
        (await cluster.Api(0).GetAsync($"/v1/contacts/{contact.Id}")).Expect(404);
    }

    [Fact]
    public async Task An_import_goes_on_elsewhere_when_a_silo_is_killed_and_has_every_row_once()
    {
        const int rows = 30_000;
        var file = new StringBuilder("number,half\n");
        for (var i = 0; i < rows; i++)
        {
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"+4478{10_000_000 + (i * 7_919L % rows)},{i % 2}\n");
        }

        var import = (await cluster.Api(0).PostAsync("/v1/imports", new { tags = Imported })).Expect(201);
        (await cluster.Api(1).PutFileAsync($"/v1/imports/{import.Id}/file", Encoding.UTF8.GetBytes(file.ToString()))).Expect(202);
        await Eventually.ReadAsync(() => CountAsync(0, "tag('imported-in-cluster')"), static count => count > 0);
        await cluster.Silos[2].Kill9Async();

        var ended = await Eventually.ReadAsync(
            () => cluster.Api(0).GetAsync("/v1/imports/" + import.Id),
            static answer => answer.Status == 200 && answer.Json.GetProperty("status").GetString() is "finished" or "failed",
            cluster.Explain);
        await cluster.Silos[2].StartAgainAsync();

        Assert.Equal((rows, 0), (ended.Json.GetProperty("created").GetInt32(), ended.Json.GetProperty("updated").GetInt32()));
        Assert.Equal(rows / 2, await CountAsync(2, "tag('imported-in-cluster') and half = 1"));
    }

    private async Task<long> CountAsync(int silo, string filter) =>
        (await cluster.Api(silo).PostAsync("/v1/segments/preview", new { filter })) is { Status: 200 } answer ? answer.Json.GetProperty("count").GetInt64() : -1;
}
