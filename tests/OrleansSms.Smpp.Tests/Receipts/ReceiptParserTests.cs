using System.Text;
using OrleansSms.Smpp.Receipts;

namespace OrleansSms.Smpp.Tests.Receipts;

public sealed class ReceiptParserTests
{
    private const string Classic =
        "id:0123456789 sub:001 dlvrd:001 submit date:2611221747 done date:2611221748 stat:DELIVRD err:000 text:Hello there";

    [Fact]
    public void The_classic_text_is_read_in_full()
    {
        var receipt = Parse(Classic);

        Assert.Equal(
            new DeliveryReceipt
            {
                MessageId = "0123456789",
                State = ReceiptState.Delivered,
                RawState = "DELIVRD",
                Error = "000",
                Submitted = 1,
                Delivered = 1,
                SubmitDate = Utc(17, 47),
                DoneDate = Utc(17, 48),
                Text = "Hello there",
            },
            receipt);
    }

    [Theory]
    [InlineData("DELIVRD", ReceiptState.Delivered)]
    [InlineData("delivrd", ReceiptState.Delivered)]
    [InlineData("DELIVERED", ReceiptState.Delivered)]
    [InlineData("UNDELIV", ReceiptState.Undeliverable)]
    [InlineData("UNDELIVERED", ReceiptState.Undeliverable)]
    [InlineData("FAILED", ReceiptState.Undeliverable)]
    [InlineData("REJECTD", ReceiptState.Rejected)]
    [InlineData("REJECTED", ReceiptState.Rejected)]
    [InlineData("DND_REJECTED", ReceiptState.Rejected)]
    [InlineData("EXPIRED", ReceiptState.Expired)]
    [InlineData("EXPIRD", ReceiptState.Expired)]
    [InlineData("DELETED", ReceiptState.Deleted)]
    [InlineData("ACCEPTD", ReceiptState.Accepted)]
    [InlineData("ACKED", ReceiptState.Accepted)]
    [InlineData("BUFFRED", ReceiptState.Enroute)]
    [InlineData("BUFFERD", ReceiptState.Enroute)]
    [InlineData("ENROUTE", ReceiptState.Enroute)]
    [InlineData("UNKNOWN", ReceiptState.Unknown)]
    [InlineData("WHATEVER", ReceiptState.Unknown)]
    [InlineData("AWORDTHATISMUCHTOOLONGFORASTATE", ReceiptState.Unknown)]
    public void Every_known_word_has_its_state_and_any_other_is_unknown(string word, ReceiptState state)
    {
        var receipt = Parse(Classic.Replace("DELIVRD", word, StringComparison.Ordinal));

        Assert.Equal((state, word), (receipt.State, receipt.RawState));
    }

    [Theory]
    [InlineData("id:7 stat:DELIVRD")]
    [InlineData("stat:DELIVRD id:7")]
    [InlineData("ID:7 STAT:DELIVRD")]
    [InlineData("id: 7 stat: DELIVRD ")]
    [InlineData("id:7 stat:DELIVRD\0")]
    [InlineData("id:7 submit date: done date: stat:DELIVRD err: text:")]
    [InlineData("id:7,sub:001,dlvrd:001,stat:DELIVRD")]
    [InlineData("text: stat:DELIVRD id:7")]
    [InlineData("id:7\nstat:DELIVRD\n")]
    [InlineData("id:7 sub:x dlvrd:- submit date:abc done date:0000000000 stat:DELIVRD")]
    public void Fields_may_be_missing_empty_reordered_and_oddly_spaced(string text)
    {
        foreach (var esmClass in new byte[] { 0x04, 0x00 })
        {
            var receipt = Parse(text, esmClass);
            Assert.Equal(("7", ReceiptState.Delivered), (receipt.MessageId, receipt.State));
            Assert.Null(receipt.Text);
            Assert.Null(receipt.DoneDate);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("0000")]
    [InlineData("21b")]
    public void The_error_stays_as_it_was_sent(string error) =>
        Assert.Equal(error, Parse(Classic.Replace("err:000", "err:" + error, StringComparison.Ordinal)).Error);

    [Theory]
    [InlineData("Text:")]
    [InlineData("text:")]
    [InlineData("TEXT:")]
    public void The_text_may_look_like_fields(string key) =>
        Assert.Equal("id:9 stat:UNDELIV", Parse($"id:7 stat:DELIVRD {key}id:9 stat:UNDELIV").Text);

    [Theory]
    [InlineData("2611221747", 17, 47, 0)]
    [InlineData("261122174715", 17, 47, 15)]
    [InlineData("202611221747", 17, 47, 0)]
    [InlineData("20261122174715", 17, 47, 15)]
    [InlineData("2026-11-22 17:47:15", 17, 47, 15)]
    [InlineData("261122194715008+", 17, 47, 15)]
    public void Dates_come_in_many_forms(string date, int hour, int minute, int second) =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 22, hour, minute, second, TimeSpan.Zero),
            Parse($"id:7 done date:{date} stat:DELIVRD").DoneDate);

    [Theory]
    [InlineData("0000000000")]
    [InlineData("000000000000")]
    [InlineData("")]
    [InlineData("2613221747")]
    [InlineData("2602301747")]
    [InlineData("26112217")]
    [InlineData("tomorrow")]
    [InlineData("26112217471500000000000000")]
    public void A_date_that_is_none_is_left_out(string date) => Assert.Null(Parse($"id:7 done date:{date} stat:DELIVRD").DoneDate);

    [Fact]
    public void Dates_are_in_the_zone_of_the_carrier()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromMinutes(330), "test", "test");
        var body = Encoding.ASCII.GetBytes(Classic);

        Assert.True(ReceiptParser.TryParse(new ReceiptInput(4, 0, body), new ReceiptDialect { Zone = zone }, out var receipt));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 17, 48, 0, TimeSpan.FromMinutes(330)), receipt.DoneDate);
    }

    [Fact]
    public void Tlvs_alone_are_enough()
    {
        var input = new ReceiptInput(4, 0, []) { ReceiptedMessageId = "abc"u8, MessageState = 5, NetworkErrorCode = [3, 0, 11] };

        Assert.True(ReceiptParser.TryParse(input, ReceiptDialect.Default, out var receipt));
        Assert.Equal(("abc", true, ReceiptState.Undeliverable, "3:11"), (receipt.MessageId, receipt.IdFromTlv, receipt.State, receipt.Error));
        Assert.Null(receipt.RawState);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("abc\0")]
    [InlineData(" abc\0\0")]
    public void The_id_of_the_TLV_wins_with_or_without_its_NUL(string id)
    {
        var input = new ReceiptInput(4, 0, Encoding.ASCII.GetBytes(Classic)) { ReceiptedMessageId = Encoding.ASCII.GetBytes(id) };

        Assert.True(ReceiptParser.TryParse(input, ReceiptDialect.Default, out var receipt));
        Assert.Equal(("abc", true, "000"), (receipt.MessageId, receipt.IdFromTlv, receipt.Error));
    }

    [Theory]
    [InlineData(2, "UNDELIV", ReceiptState.Delivered)]
    [InlineData(7, "UNDELIV", ReceiptState.Undeliverable)]
    [InlineData(0, "DELIVRD", ReceiptState.Delivered)]
    [InlineData(0, "", ReceiptState.Scheduled)]
    [InlineData(99, "", ReceiptState.Unknown)]
    public void The_state_of_the_TLV_wins_when_it_says_something(byte number, string word, ReceiptState state)
    {
        var input = new ReceiptInput(4, 0, Encoding.ASCII.GetBytes($"id:7 stat:{word}")) { MessageState = number };

        Assert.True(ReceiptParser.TryParse(input, ReceiptDialect.Default, out var receipt));
        Assert.Equal(state, receipt.State);
    }

    [Fact]
    public void An_empty_TLV_leaves_the_id_to_the_text()
    {
        var input = new ReceiptInput(4, 0, Encoding.ASCII.GetBytes(Classic)) { ReceiptedMessageId = [0] };

        Assert.True(ReceiptParser.TryParse(input, ReceiptDialect.Default, out var receipt));
        Assert.Equal(("0123456789", false), (receipt.MessageId, receipt.IdFromTlv));
    }

    [Fact]
    public void An_intermediate_notification_is_marked()
    {
        var receipt = Parse("id:7 stat:ENROUTE", 0x20);

        Assert.Equal((true, ReceiptState.Enroute), (receipt.Intermediate, receipt.State));
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x00)]
    public void A_text_in_UCS_2_is_read_whatever_data_coding_says(byte dataCoding)
    {
        var body = Encoding.BigEndianUnicode.GetBytes("id:7 stat:DELIVRD text:中\0");

        Assert.True(ReceiptParser.TryParse(new ReceiptInput(4, dataCoding, body), ReceiptDialect.Default, out var receipt));
        Assert.Equal(("7", ReceiptState.Delivered, "中"), (receipt.MessageId, receipt.State, receipt.Text));
    }

    [Fact]
    public void Plain_octets_that_claim_to_be_UCS_2_are_read_as_they_are()
    {
        Assert.True(ReceiptParser.TryParse(new ReceiptInput(4, 8, Encoding.ASCII.GetBytes(Classic)), ReceiptDialect.Default, out var receipt));
        Assert.Equal(("0123456789", "Hello there"), (receipt.MessageId, receipt.Text));
    }

    [Fact]
    public void An_underscore_may_be_that_of_GSM_03_38() =>
        Assert.Equal(("a_b", "DND_REJECTED", ReceiptState.Rejected), Three(Parse("id:a\u0011b stat:DND\u0011REJECTED")));

    [Fact]
    public void A_user_data_header_in_front_is_skipped() => Assert.Equal("7", Parse("\u0003\u0024\u0001\u0001id:7 stat:DELIVRD", 0x44).MessageId);

    [Theory]
    [InlineData("id:550e8400-e29b-41d4-a716-446655440000 stat:DELIVRD", "550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("id:ABCDEF0123456789ABCDEF0123456789 stat:DELIVRD", "ABCDEF0123456789ABCDEF0123456789")]
    public void Ids_of_any_shape_are_kept(string text, string id) => Assert.Equal(id, Parse(text).MessageId);

    [Theory]
    [InlineData(0x00, "Hello, where is my parcel?")]
    [InlineData(0x00, "My id:7 is not here")]
    [InlineData(0x00, "stat:DELIVRD")]
    [InlineData(0x00, "id:7 stat:good")]
    [InlineData(0x00, "")]
    [InlineData(0x04, "")]
    [InlineData(0x04, "Delivered")]
    [InlineData(0x04, "id: stat:DELIVRD")]
    [InlineData(0x20, "no id here")]
    public void What_is_no_receipt_is_not_taken_for_one(byte esmClass, string text)
    {
        Assert.False(ReceiptParser.TryParse(new ReceiptInput(esmClass, 0, Encoding.Latin1.GetBytes(text)), ReceiptDialect.Default, out var receipt));
        Assert.Null(receipt);
    }

    [Fact]
    public void A_text_of_many_fields_is_a_receipt_even_with_an_unknown_state() =>
        Assert.Equal(ReceiptState.Unknown, Parse(Classic.Replace("DELIVRD", "STRANGE", StringComparison.Ordinal), 0x00).State);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var receipt = Parse(Classic);

        Assert.Equal(Classic, ReceiptText.Format(receipt));
    }

    [Fact]
    public void A_written_receipt_has_20_characters_of_the_text_and_no_half_of_one()
    {
        var receipt = new DeliveryReceipt { MessageId = "7", State = ReceiptState.Undeliverable, Text = new string('a', 19) + "😀" };

        Assert.Equal(
            "id:7 sub:001 dlvrd:000 submit date:0000000000 done date:0000000000 stat:UNDELIV err:000 text:aaaaaaaaaaaaaaaaaaa",
            ReceiptText.Format(receipt));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_comes_back_from_its_word_and_its_number(ReceiptState state)
    {
        Assert.Equal(state, ReceiptStateWords.Parse(Encoding.ASCII.GetBytes(ReceiptStateWords.ToWord(state))));
        Assert.Equal(state, ReceiptStateWords.FromMessageState(ReceiptStateWords.ToMessageState(state)));
    }

    public static TheoryData<ReceiptState> States => new(Enum.GetValues<ReceiptState>());

    [Fact]
    public void The_parser_takes_any_octets()
    {
        var random = new Random(20261122);
        var octets = new byte[300];
        var classic = Encoding.ASCII.GetBytes(Classic);
        for (var round = 0; round < 200_000; round++)
        {
            var data = octets.AsSpan(0, random.Next(octets.Length));
            random.NextBytes(data);
            if (round % 3 > 0)
            {
                // A receipt with a few octets changed and its end cut off.
                data = octets.AsSpan(0, random.Next(classic.Length));
                classic.AsSpan(0, data.Length).CopyTo(data);
                for (var change = random.Next(5); change > 0 && data.Length > 0; change--)
                {
                    data[random.Next(data.Length)] = (byte)random.Next(256);
                }
            }

            var input = new ReceiptInput((byte)random.Next(256), (byte)(round % 16), data)
            {
                ReceiptedMessageId = data[..random.Next(Math.Min(4, data.Length + 1))],
                MessageState = round % 2 == 0 ? (byte)random.Next(256) : null,
                NetworkErrorCode = data[..random.Next(Math.Min(5, data.Length + 1))],
            };
            if (ReceiptParser.TryParse(input, ReceiptDialect.Default, out var receipt))
            {
                Assert.NotEqual("", SmscMessageId.Normalize(receipt.MessageId, (MessageIdBase)(round % 3)));
            }
        }
    }

    private static (string, string?, ReceiptState) Three(DeliveryReceipt receipt) => (receipt.MessageId, receipt.RawState, receipt.State);

    private static DateTimeOffset Utc(int hour, int minute) => new(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);

    private static DeliveryReceipt Parse(string text, byte esmClass = 0x04)
    {
        Assert.True(ReceiptParser.TryParse(new ReceiptInput(esmClass, 0, Encoding.Latin1.GetBytes(text)), ReceiptDialect.Default, out var receipt));
        return receipt;
    }
}
