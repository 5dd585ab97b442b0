using System.Text;

namespace OrleansSms.Server.Tests.Messages;

/// <summary>A message from the API to the carrier and its receipt back.</summary>
public sealed class FirstRoadTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private static readonly string[] Road = ["message.accepted", "message.queued", "message.sent", "message.delivered"];

    private readonly Api _api = setup.Api;

    [Fact]
    public async Task A_message_is_sent_as_it_was_written_and_its_receipt_delivers_it()
    {
        var to = setup.NewNumber();
        var request = new { to, from = "Gateway", body = "Hello [€]", client_reference = "r-1" };
        var answer = (await _api.PostAsync("/v1/messages", request)).Expect(202);
        Assert.Equal("queued", answer.Json.Status());

        var message = await _api.MessageIsAsync(answer.Id, "delivered");

        var submit = Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
        Assert.Equal("48656c6c6f201b3c1b651b3e", submit.ShortMessage);
        Assert.Equal(("Gateway", 5, 0), (submit.Source, submit.SourceTon, submit.SourceNpi));
        Assert.Equal((1, 1), (submit.DestinationTon, submit.DestinationNpi));
        Assert.Equal((0, 1, 0), (submit.DataCoding, submit.RegisteredDelivery, submit.EsmClass));
        Assert.Equal(("north", submit.Id, "r-1"), (message.Text("carrier"), message.Text("smsc_message_id"), message.Text("client_reference")));
        Assert.All(["queued_at", "sent_at", "final_at"], name => Assert.NotNull(message.Text(name)));
    }

    [Fact]
    public async Task The_timeline_and_the_events_tell_the_road_in_order()
    {
        var id = await _api.SubmitAsync(setup.NewNumber());

        await _api.MessageIsAsync(id, "delivered");

        var timeline = await _api.TimelineAsync(id);
        Assert.Equal(["accepted", "decided", "queued", "submitted", "receipt"], timeline.Kinds());
        var times = timeline.Select(entry => entry.Text("at")).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        var events = await _api.EventsAsync(entry => entry.MessageId() == id, Road.Length);
        Assert.Equal(Road, events.Select(entry => entry.Text("type")));
    }

    [Theory]
    [InlineData("+447400000001", "447400000001", 1, 1)]
    [InlineData("12345", "12345", 3, 0)]
    [InlineData("My Shop", "My Shop", 5, 0)]
    public async Task An_originator_is_sent_with_the_ton_and_npi_of_its_kind(string from, string source, byte ton, byte npi)
    {
        var to = setup.NewNumber();

        await _api.MessageIsAsync(await _api.SubmitAsync(to, from: from), "delivered");

        var submit = Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
        Assert.Equal((source, ton, npi), (submit.Source, submit.SourceTon, submit.SourceNpi));
    }

    [Fact]
    public async Task A_text_beyond_gsm_7_goes_as_ucs_2()
    {
        var to = setup.NewNumber();

        await _api.MessageIsAsync(await _api.SubmitAsync(to, "Привет 👋"), "delivered");

        var submit = Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
        Assert.Equal(8, submit.DataCoding);
        Assert.Equal("Привет 👋", Encoding.BigEndianUnicode.GetString(Convert.FromHexString(submit.ShortMessage)));
    }

    [Theory]
    [InlineData("a", 300, 2, 0)]
    [InlineData("я", 200, 3, 8)]
    public async Task A_long_message_is_delivered_only_when_every_segment_is(string letter, int length, int segments, byte coding)
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to) });
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Receipts = [new() { Hold = true }] });

        var id = await _api.SubmitAsync(to, string.Concat(Enumerable.Repeat(letter, length)));
        await _api.TimelineHoldsAsync(id, [.. Enumerable.Repeat("receipt", segments - 1)]);
        Assert.Equal("sent", (await _api.MessageAsync(id)).Status());
        await setup.North.ReleaseAsync();

        Assert.Equal(segments, (await _api.MessageIsAsync(id, "delivered")).Number("segments"));
        var submits = await TwoCarriers.SubmitsToAsync(setup.North, to);
        Assert.All(submits, submit => Assert.Equal((0x40, coding), (submit.EsmClass & 0x40, submit.DataCoding)));
        var parts = submits.Select(submit => Convert.FromHexString(submit.ShortMessage)).ToList();
        Assert.Equal(segments, parts.Count);
        Assert.Equal(Enumerable.Range(1, segments), parts.Select(part => (int)part[5]));
        Assert.All(parts, part => Assert.Equal((5, 0, 3, parts[0][3], segments), (part[0], part[1], part[2], part[3], part[4])));
        Assert.Equal(length * (coding == 8 ? 2 : 1), parts.Sum(part => part.Length - 6));
    }

    [Fact]
    public async Task A_long_message_is_undelivered_when_one_segment_is()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to) });
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Receipts = [ReceiptDialects.Undelivered] });

        var id = await _api.SubmitAsync(to, new string('a', 300));

        await _api.TimelineHoldsAsync(id, "receipt", "receipt");
        Assert.Equal("undelivered", (await _api.MessageAsync(id)).Status());
    }

    [Fact]
    public async Task A_message_sent_by_get_goes_the_same_road()
    {
        var to = setup.NewNumber();

        var answer = (await _api.GetAsync($"/v1/send?to=%2B{TwoCarriers.Digits(to)}&from=Gateway&body=By+GET&client_reference=g-1")).Expect(202);

        Assert.Equal("g-1", (await _api.MessageIsAsync(answer.Id, "delivered")).Text("client_reference"));
        Assert.Equal(Convert.ToHexStringLower("By GET"u8), Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to)).ShortMessage);
    }
}
