namespace OrleansSms.Server.Tests.Carriers;

/// <summary>Delivery receipts as carriers really send them.</summary>
public sealed class ReceiptTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private readonly Api _api = setup.Api;

    public static TheoryData<string> Dialects => [.. ReceiptDialects.Delivered.Keys];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_receipt_in_any_dialect_delivers_its_message(string dialect)
    {
        var (id, _) = await SendAsync(ReceiptDialects.Delivered[dialect]);

        await _api.MessageIsAsync(id, "delivered");
    }

    [Theory]
    [InlineData(IdForm.Uuid)]
    [InlineData(IdForm.Hex32)]
    [InlineData(IdForm.Hex64)]
    [InlineData(IdForm.HexLower)]
    [InlineData(IdForm.Padded)]
    public async Task An_id_in_any_form_finds_its_message(IdForm form)
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Id = form });

        await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered");
    }

    [Theory]
    [InlineData("hex", "decimal", IdForm.HexUpper, IdForm.DecimalDigits)]
    [InlineData("decimal", "hex", IdForm.DecimalDigits, IdForm.HexUpper)]
    public async Task An_id_whose_base_differs_between_answer_and_receipt_is_found_by_the_carriers_settings(
        string submitBase, string receiptBase, IdForm inAnswer, IdForm inReceipt)
    {
        (await _api.PatchAsync("/v1/carriers/south", new { submit_id_base = submitBase, receipt_id_base = receiptBase })).Expect(200);
        await setup.RouteAsync("bases", "447403", "south");
        var to = setup.NewNumber().Replace("+447401", "+447403", StringComparison.Ordinal);
        await setup.South.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Id = inAnswer, Receipts = [new() { IdForm = inReceipt }] });

        await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered");
    }

    [Fact]
    public async Task An_intermediate_notification_and_a_final_receipt_are_told_apart()
    {
        var (id, _) = await SendAsync(ReceiptDialects.Intermediate, ReceiptDialects.Classic);

        await _api.MessageIsAsync(id, "delivered");

        Assert.Equal(2, (await _api.TimelineAsync(id)).Kinds().Count(kind => kind == "receipt"));
    }

    [Fact]
    public async Task A_receipt_that_comes_twice_ends_its_message_once()
    {
        var (id, _) = await SendAsync(ReceiptDialects.Classic, ReceiptDialects.Classic);

        await _api.TimelineHoldsAsync(id, "receipt", "receipt");

        Assert.Equal("delivered", (await _api.MessageAsync(id)).Status());
        Assert.Single(await _api.EventsAsync(entry => entry.MessageId() == id && entry.Text("type") == "message.delivered"));
    }

    [Fact]
    public async Task An_enroute_after_the_final_receipt_changes_nothing()
    {
        var (id, _) = await SendAsync(ReceiptDialects.Classic, ReceiptDialects.Enroute);

        await _api.TimelineHoldsAsync(id, "receipt", "receipt");

        Assert.Equal("delivered", (await _api.MessageAsync(id)).Status());
    }

    [Theory]
    [InlineData("DELIVRD", "UNDELIV", "delivered")]
    [InlineData("UNDELIV", "DELIVRD", "undelivered")]
    public async Task Of_contradictory_final_receipts_the_first_counts(string first, string second, string status)
    {
        var (id, _) = await SendAsync(new() { Stat = first }, new() { Stat = second });

        await _api.TimelineHoldsAsync(id, "receipt", "receipt");

        Assert.Equal(status, (await _api.MessageAsync(id)).Status());
    }

    [Theory]
    [InlineData("UNDELIV", "undelivered", null)]
    [InlineData("DELETED", "undelivered", null)]
    [InlineData("EXPIRED", "expired", null)]
    [InlineData("REJECTD", "undelivered", "carrier_rejected")]
    public async Task A_final_state_ends_the_message_as_it_says(string state, string status, string? reason)
    {
        var (id, _) = await SendAsync(new ReceiptScript { Stat = state, Err = "021" });

        var message = await _api.MessageIsAsync(id, status);

        Assert.Equal("021", message.Text("error"));
        Assert.True(reason is null || message.Text("status_reason") == reason, $"The reason is {message.Text("status_reason")}.");
    }

    [Theory]
    [InlineData("ENROUTE")]
    [InlineData("ACCEPTD")]
    [InlineData("UNKNOWN")]
    public async Task A_state_that_is_not_final_leaves_the_message_sent(string state)
    {
        var (id, _) = await SendAsync(new ReceiptScript { Stat = state });

        await _api.TimelineHoldsAsync(id, "receipt");

        Assert.Equal("sent", (await _api.MessageAsync(id)).Status());
    }

    [Fact]
    public async Task A_receipt_for_an_unknown_message_is_answered_and_does_no_harm()
    {
        var status = await setup.North.SendReceiptAsync(ReceiptDialects.UnknownId with { Source = "12345", Destination = "447400000009" });

        Assert.Equal(0u, status);
        await _api.MessageIsAsync((await SendAsync(ReceiptDialects.Classic)).Id, "delivered");
    }

    private async Task<(string Id, string To)> SendAsync(params ReceiptScript[] receipts)
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Receipts = receipts });
        return (await _api.SubmitAsync(to), to);
    }
}
