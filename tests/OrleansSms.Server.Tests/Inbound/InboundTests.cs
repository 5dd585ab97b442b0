using System.Text.Json;

namespace OrleansSms.Server.Tests.Inbound;

/// <summary>Messages from handsets.</summary>
public sealed class InboundTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private const string ShortCode = "12345";
    private const string Long = "The quick brown fox jumps over the lazy dog, and does so again until the message has more than two parts. ";

    private readonly Api _api = setup.Api;

    public static TheoryData<MoCoding, string> Texts => new()
    {
        { MoCoding.Gsm7, "Hello there" },
        { MoCoding.Ucs2, "Привет 👋" },
        { MoCoding.Latin1, "Grüße, señor" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_in_any_alphabet_is_listed_as_it_was_written(MoCoding coding, string text)
    {
        var from = setup.NewNumber();

        var answers = await setup.North.SendMoAsync(Mo(from, text) with { Coding = coding });

        Assert.Equal([0u], answers);
        var received = Assert.Single(await ReceivedFromAsync(from));
        Assert.Equal((text, ShortCode, "north"), (received.Text("body"), received.Text("to"), received.Text("carrier")));
        Assert.True(received.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData(Concatenation.Udh8, MoCoding.Gsm7)]
    [InlineData(Concatenation.Udh16, MoCoding.Gsm7)]
    [InlineData(Concatenation.Sar, MoCoding.Gsm7)]
    [InlineData(Concatenation.Udh8, MoCoding.Ucs2)]
    [InlineData(Concatenation.Payload, MoCoding.Gsm7)]
    public async Task Parts_out_of_order_and_doubled_make_one_message(Concatenation concatenation, MoCoding coding)
    {
        var from = setup.NewNumber();
        var text = Long + Long + Long;
        var parts = (int)Math.Ceiling(text.Length * (coding == MoCoding.Ucs2 ? 2 : 1) / 132.0);
        var order = Enumerable.Range(1, parts).Reverse().SelectMany(part => Enumerable.Repeat(part, part == 2 ? 2 : 1)).ToList();
        var mo = Mo(from, text) with { Coding = coding, Concatenation = concatenation };

        var answers = await setup.North.SendMoAsync(concatenation == Concatenation.Payload ? mo : mo with { Order = order });

        Assert.All(answers, answer => Assert.Equal(0u, answer));
        var received = Assert.Single(await ReceivedFromAsync(from));
        Assert.Equal(text, received.Text("body"));
    }

    [Fact]
    public async Task A_stop_suppresses_what_comes_after_it_and_a_start_lets_it_go_again()
    {
        var from = setup.NewNumber();
        await setup.North.SendMoAsync(Mo(from, "Stop"));
        await _api.EventsAsync(entry => entry.Text("type") == "contact.opted_out" && entry.ToString().Contains(from, StringComparison.Ordinal));

        var suppressed = (await _api.PostAsync("/v1/messages", new { to = from, body = "Sale" })).Expect(202);
        await setup.North.SendMoAsync(Mo(from, "START"));
        await _api.EventsAsync(entry => entry.Text("type") == "contact.opted_in" && entry.ToString().Contains(from, StringComparison.Ordinal));
        var sent = await _api.SubmitAsync(from);

        Assert.Equal(("suppressed", "opted_out"), (suppressed.Json.Status(), suppressed.Json.Text("status_reason")));
        await _api.MessageIsAsync(sent, "delivered");
        Assert.Equal(3, (await TwoCarriers.SubmitsToAsync(setup.North, from, 3)).Count);
        Assert.Equal(["start", "stop"], (await ReceivedFromAsync(from)).Select(received => received.Text("keyword")));
    }

    [Fact]
    public async Task A_stop_recalls_what_is_still_queued()
    {
        var from = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(from), Status = 0x64 });
        var queued = await _api.SubmitAsync(from);
        await _api.TimelineHoldsAsync(queued, "retried");

        await setup.North.SendMoAsync(Mo(from, "STOP"));

        Assert.Equal("opted_out", (await _api.MessageIsAsync(queued, "suppressed")).Text("status_reason"));
    }

    [Fact]
    public async Task A_message_whose_parts_come_before_and_after_a_restart_is_still_one()
    {
        var from = setup.NewNumber();
        var text = Long + Long;
        var mo = Mo(from, text) with { Concatenation = Concatenation.Udh8, Reference = 77 };
        var binds = (await setup.North.GetCountsAsync())[PeerCounter.Binds];
        Assert.Equal([0u], await setup.North.SendMoAsync(mo with { Order = [2] }));

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();
        await setup.North.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);

        Assert.Equal([0u], await setup.North.SendMoAsync(mo with { Order = [1] }));
        Assert.Equal(text, Assert.Single(await ReceivedFromAsync(from)).Text("body"));
    }

    private static MoScript Mo(string from, string text) => new() { Source = TwoCarriers.Digits(from), Destination = ShortCode, Text = text };

    private async Task<IReadOnlyList<JsonElement>> ReceivedFromAsync(string from) =>
        [.. (await _api.GetAsync("/v1/inbound?limit=200")).Expect(200).Data.Where(message => message.Text("from") == from)];
}
