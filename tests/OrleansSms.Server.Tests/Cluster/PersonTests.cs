using System.Text.Json;
using OrleansSms.Server.Tests.Recipients;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>A person is given and erased by any silo of a cluster.</summary>
[Collection(SharedSilos.Name)]
public sealed class PersonTests(ThreeSilos cluster)
{
    private const string Sender = "60890";

    [Fact]
    public async Task A_person_who_is_erased_at_one_silo_is_gone_at_the_others_and_stays_opted_out()
    {
        await cluster.SpreadAsync(3);
        var number = cluster.NewNumber();
        var api = cluster.Api(0);
        var sent = (await api.PostAsync("/v1/messages", new { to = number, from = "60889", body = "For one person", category = "transactional" })).Expect(202).Id;
        await api.MessageIsAsync(sent, "delivered");
        Assert.Equal([0u], await cluster.North.SendMoAsync(new MoScript { Source = TwoCarriers.Digits(number), Destination = "60889", Text = "STOP" }));
        Assert.Equal(2, (await ExportAsync(1, number)).GetProperty("messages").GetArrayLength());

        var erasure = (await cluster.Api(1).PostAsync("/v1/erasures", new { number })).Expect(202).Id;
        var report = (await Eventually.ReadAsync(
            async () => (await cluster.Api(2).GetAsync("/v1/erasures/" + erasure)).Expect(200).Json, static it => it.Status() == "finished")).GetProperty("report");

        Assert.Equal((2, 1), (report.Number("messages"), report.Number("inbound_messages")));
        var message = await cluster.Api(2).MessageAsync(sent);
        Assert.Equal((JsonValueKind.Null, "", "delivered"), (message.GetProperty("to").ValueKind, message.Text("body"), message.Status()));
        var export = await ExportAsync(2, number);
        Assert.Equal(0, export.GetProperty("messages").GetArrayLength() + export.GetProperty("inbound_messages").GetArrayLength());
        var again = (await cluster.Api(2).PostAsync("/v1/messages", new { to = number, from = "60889", body = "Again" })).Expect(202).Json;
        Assert.Equal(("suppressed", "opted_out"), (again.Status(), again.Text("status_reason")));
    }

    [Fact]
    public async Task A_person_who_is_erased_is_in_no_table_and_no_blob()
    {
        await cluster.SpreadAsync(3);
        var (number, api) = (cluster.NewNumber(), cluster.Api(0));
        var account = (await api.PostAsync("/v1/accounts", new { default_from = Sender })).Expect(201).Id;
        var own = new Api(cluster.Silos[1], (await api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!);
        var secret = "For one person: " + Guid.NewGuid();
        var traces = new PersonTraces(own, Sender, number, cluster.NewNumber(), secret);
        await traces.LeaveAsync(async text =>
            Assert.Equal([0u], await cluster.North.SendMoAsync(new MoScript { Source = TwoCarriers.Digits(number), Destination = Sender, Text = text })));
        Assert.NotEmpty(await StoredOctets.FindAsync(cluster.Storage, number, secret));

        var erasure = (await own.PostAsync("/v1/erasures", new { number })).Expect(202).Id;
        await Eventually.ReadAsync(async () => (await own.GetAsync("/v1/erasures/" + erasure)).Expect(200).Json, static it => it.Status() == "finished");

        await traces.AreGoneAsync();
        Assert.Empty(await StoredOctets.FindAsync(cluster.Storage, number, secret));
    }

    private async Task<JsonElement> ExportAsync(int silo, string number) => (await cluster.Api(silo).PostAsync("/v1/exports", new { number })).Expect(200).Json;
}
