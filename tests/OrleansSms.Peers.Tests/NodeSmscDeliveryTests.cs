using OrleansSms.TestKit.Peers;

namespace OrleansSms.Peers.Tests;

public sealed class NodeSmscDeliveryTests : IAsyncLifetime
{
    private const string Handset = "447700900123";

    private NodeSmsc _smsc = null!;
    private RawEsme _esme = null!;

    public async Task InitializeAsync()
    {
        _smsc = await NodeSmsc.StartAsync();
        _esme = await RawEsme.BindAsync(_smsc);
    }

    public async Task DisposeAsync()
    {
        _esme.Dispose();
        await _smsc.DisposeAsync();
    }

    [Fact]
    public async Task An_accepted_submit_gets_a_classic_receipt_and_its_answer_is_counted()
    {
        await _esme.SubmitAsync(2, Handset, "hello");
        var id = (await _esme.ReadAsync()).MessageId;
        var receipt = await _esme.ReadAsync();
        await _esme.AnswerAsync(receipt);

        Assert.Equal(RawEsme.DeliverSm, receipt.Command);
        Assert.Matches($@"{Handset}.*Shop.*id:{id} sub:001 dlvrd:001 submit date:\d{{10}} done date:\d{{10}} stat:DELIVRD err:000", receipt.Text);
        await _smsc.WaitForAsync(PeerCounter.DeliverSmRespsWith(0), 1, RawEsme.Timeout);
    }

    [Fact]
    public async Task Receipts_come_in_the_order_of_the_script()
    {
        await _smsc.ScriptAsync(new()
        {
            Receipts = [ReceiptDialects.Intermediate, ReceiptDialects.Classic, ReceiptDialects.Enroute, ReceiptDialects.Undelivered],
        });
        await _esme.SubmitAsync(2, Handset, "hello");
        await _esme.ReadAsync();

        foreach (var stat in (string[])["ENROUTE", "DELIVRD", "ENROUTE", "UNDELIV"])
        {
            Assert.Contains($"stat:{stat} ", (await _esme.ReadAsync()).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_receipt_can_come_before_the_response()
    {
        await _smsc.ScriptAsync(new() { Receipts = [ReceiptDialects.BeforeResponse] });
        await _esme.SubmitAsync(2, Handset, "hello");

        Assert.Equal(RawEsme.DeliverSm, (await _esme.ReadAsync()).Command);
        Assert.Equal(RawEsme.SubmitSmResp, (await _esme.ReadAsync()).Command);
    }

    /// <summary>The hex of what must stand in the body; the id is 439041101, which is 0x1A2B3C4D.</summary>
    [Theory]
    [InlineData(nameof(ReceiptDialects.TlvOnly), "001E000A3433393034313130310004270001" + "02")]
    [InlineData(nameof(ReceiptDialects.TlvWithoutNul), "001E0009343339303431313031042700" + "0102")]
    [InlineData(nameof(ReceiptDialects.Ucs2Text), "00690064003A003400330039")]
    [InlineData(nameof(ReceiptDialects.LowerCase), "737461743A64656C69767264")]
    [InlineData(nameof(ReceiptDialects.MessagePayload), "69643A343339303431313031")]
    [InlineData(nameof(ReceiptDialects.DataSm), "001E000A3433393034313130310004270001" + "02")]
    [InlineData(nameof(ReceiptDialects.IdAndStatOnly), "69643A34333930343131303120737461743A44454C49565244")]
    [InlineData(nameof(ReceiptDialects.EsmClassZero), "69643A343339303431313031")]
    public async Task A_dialect_stands_on_the_wire_as_its_name_says(string dialect, string hex)
    {
        await _smsc.ScriptAsync(new() { Receipts = [ReceiptDialects.Delivered[dialect]] });
        await _esme.SubmitAsync(2, Handset, "hello");
        await _esme.ReadAsync();

        Assert.Contains(hex, (await _esme.ReadAsync()).Hex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_id_in_decimal_belongs_to_a_response_in_hex()
    {
        await _smsc.ScriptAsync(new() { Id = IdForm.HexUpper, Receipts = [ReceiptDialects.DecimalIdInText] });
        await _esme.SubmitAsync(2, Handset, "hello");

        Assert.Equal("1A2B3C4D", (await _esme.ReadAsync()).MessageId);
        Assert.Contains("id:439041101 ", (await _esme.ReadAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_about_an_unknown_message_completes_with_its_answer()
    {
        var sent = _smsc.SendReceiptAsync(ReceiptDialects.UnknownId with { Source = "Shop", Destination = Handset });
        var receipt = await _esme.ReadAsync();
        await _esme.AnswerAsync(receipt, 0x64);

        Assert.Contains("id:99999999999 ", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(0x64u, await sent.WaitAsync(RawEsme.Timeout));
    }

    [Fact]
    public async Task A_receipt_without_a_session_waits_for_the_next_bind()
    {
        await _smsc.ScriptAsync(new() { Answer = SubmitAnswer.Drop });
        await _esme.SubmitAsync(2, Handset, "hello");
        await _esme.ReadToEndAsync();
        using var next = await RawEsme.BindAsync(_smsc);

        Assert.Contains("stat:DELIVRD", (await next.ReadAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Concatenation.Udh8, "0500030703", "01")]
    [InlineData(Concatenation.Udh16, "060804000703", "01")]
    [InlineData(Concatenation.Sar, "020C00020007020E000103020F0001", "01")]
    public async Task A_concatenated_MO_comes_in_the_order_asked_for(Concatenation concatenation, string mark, string lastPart)
    {
        var sent = _smsc.SendMoAsync(new()
        {
            Source = Handset,
            Destination = "12345",
            Text = "abc",
            PartOctets = 1,
            Reference = 7,
            Concatenation = concatenation,
            Order = [3, 2, 1],
        });

        var last = "";
        for (var i = 0; i < 3; i++)
        {
            var part = await _esme.ReadAsync();
            await _esme.AnswerAsync(part);
            Assert.Contains(mark, part.Hex, StringComparison.Ordinal);
            last = part.Hex;
        }

        Assert.Contains(mark + lastPart, last, StringComparison.Ordinal);
        Assert.Equal([0u, 0u, 0u], await sent.WaitAsync(RawEsme.Timeout));
    }

    [Theory]
    [InlineData(MoCoding.Gsm7, "@€", "0003001B65")]
    [InlineData(MoCoding.Ucs2, "é€", "08000400E920AC")]
    [InlineData(MoCoding.Latin1, "é", "030001E9")]
    [InlineData(MoCoding.Binary, "00ff", "04000200FF")]
    public async Task An_MO_is_encoded_as_asked(MoCoding coding, string text, string tail)
    {
        _ = _smsc.SendMoAsync(new() { Source = Handset, Destination = "12345", Text = text, Coding = coding });

        Assert.EndsWith(tail, (await _esme.ReadAsync()).Hex, StringComparison.Ordinal);
    }
}
