namespace OrleansSms.Server.Tests.Cluster;

/// <summary>What holds whichever of several silos somebody asks.</summary>
[Collection(SharedSilos.Name)]
public sealed class ClusterTests(ThreeSilos cluster)
{
    [Fact]
    public async Task Each_silo_comes_to_have_one_of_a_carriers_three_binds_and_all_silos_say_the_same()
    {
        var silos = await cluster.SpreadAsync(3);

        Assert.Equal(silos, await cluster.SpreadAsync(3, asked: 1));
        Assert.Equal(silos, await cluster.SpreadAsync(3, asked: 2));
    }

    [Fact]
    public async Task A_message_that_one_silo_accepted_is_sent_and_shown_by_all()
    {
        var id = await cluster.SubmitAsync(0);

        await cluster.Api(1).MessageIsAsync(id, "delivered");
        await cluster.Api(2).TimelineHoldsAsync(id, "accepted", "queued");
    }

    [Fact]
    public async Task A_key_and_a_request_that_one_silo_knows_are_known_to_all()
    {
        var account = (await cluster.Api(0).PostAsync("/v1/accounts", new { name = "Shop", default_from = "Shop" })).Expect(201).Id;
        var key = (await cluster.Api(1).PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!;
        var request = new { to = cluster.NewNumber(), body = "Once" };
        var first = (await new Api(cluster.Silos[1], key).PostAsync("/v1/messages", request, "once")).Expect(202);

        var again = (await new Api(cluster.Silos[2], key).PostAsync("/v1/messages", request, "once")).Expect(202);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_listener_at_one_silo_hears_of_what_another_accepted_and_goes_on_at_a_third()
    {
        string last;
        using (var stream = await EventFollower.OpenAsync(cluster.Silos[2]))
        {
            var id = await cluster.SubmitAsync(0);
            last = (await stream.ReadToAsync(id, "message.delivered"))[^1].Id;
        }

        var missed = await cluster.SubmitAsync(2);
        using var other = await EventFollower.OpenAsync(cluster.Silos[1], last);
        await other.ReadToAsync(missed, "message.delivered");
    }
}
