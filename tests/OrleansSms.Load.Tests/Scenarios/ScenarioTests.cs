using OrleansSms.Load.Figures;
using OrleansSms.Load.Scenarios;

namespace OrleansSms.Load.Tests.Scenarios;

/// <summary>
/// Every scenario, as short as it goes, with real processes: that it offers, that it counts right, and that of what was accepted nothing is lost or doubled. Nothing is said
/// about time.
/// </summary>
[Collection(nameof(WholeProcess))]
public sealed class ScenarioTests
{
    [Theory]
    [InlineData("batch --batch-size 100 --recipients 1000 --connections 4")]
    [InlineData("rules --batch-size 100 --recipients 1000 --connections 4 --rounds 1")]
    [InlineData("cold --batch-size 100 --connections 4")]
    [InlineData("single --recipients 1000 --connections 16")]
    [InlineData("webhook --recipients 1000 --connections 16")]
    [InlineData("latency --connections 4")]
    [InlineData("soak --minutes 1 --connections 16")]
    [InlineData("checkpoint --rows 1000 --bulk-rate 1000 --rate 50")]
    public async Task Messages_all_arrive_once_and_are_delivered(string command)
    {
        var figures = await RunAsync(command);

        Assert.True(figures["messages"] > 0, "Nothing was accepted, so nothing was shown.");
    }

    [Fact]
    public async Task Cost_tells_batches_from_single_messages()
    {
        var figures = await RunAsync("cost --recipients 1000");

        Assert.True(figures["batch_messages"] > 0 && figures["single_messages"] > 0, "Nothing was accepted, so nothing was shown.");
    }

    [Theory]
    [InlineData("auth-behind-bind --backlog 2000 --limit 500 --rate 20")]
    [InlineData("auth-throttled --backlog 2000 --limit 500 --rate 20")]
    [InlineData("auth-under-load --rate 20 --connections 2")]
    public async Task Codes_pass_what_is_before_them(string command)
    {
        var figures = await RunAsync(command);

        Assert.Equal(20, figures["codes"]);
    }

    [Fact]
    public async Task A_backlog_survives_the_kill_and_drains()
    {
        var figures = await RunAsync("backlog --count 5000");

        // The codes are 100.
        Assert.Equal(5_100, figures["messages"]);
    }

    [Fact]
    public async Task What_is_accepted_under_overload_arrives()
    {
        var figures = await RunAsync("overload --batch-size 50 --connections 100");

        Assert.True(figures["messages"] > 0 && figures["answers_202"] > 0, "Nothing was accepted, so nothing was shown.");
    }

    [Fact]
    public async Task A_campaign_comes_to_everyone_once_with_codes_beside_it()
    {
        var figures = await RunAsync("campaign --recipients 3000 --codes 50");

        Assert.Equal(3_000, figures["messages"]);
        Assert.True(figures["codes"] > 0, "No code was sent, so nothing was shown.");
    }

    [Fact]
    public async Task A_dry_run_looks_at_everyone_and_sends_nothing()
    {
        var figures = await RunAsync("dry-run --recipients 3000");

        Assert.Equal(0, figures["not_going"]);
        Assert.Equal(10, figures["samples"]);
    }

    private static async Task<FigureList> RunAsync(string command)
    {
        var figures = await ScenarioCommand.RunAsync(new Arguments([.. command.Split(' '), "--warm", "0", "--seconds", "1"]), CancellationToken.None);

        Assert.Empty(figures.Wrong);
        return figures;
    }
}
