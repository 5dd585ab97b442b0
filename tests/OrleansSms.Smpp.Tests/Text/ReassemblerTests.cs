using System.Text;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class ReassemblerTests
{
    private static readonly ConcatenationKey Alice = new("447700900001", "12345");
    private static readonly ConcatenationKey Bob = new("447700900002", "12345");
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly Reassembler _reassembler = new(ReassemblyLimits.Default);

    [Fact]
    public void A_single_segment_is_a_whole_message()
    {
        var result = _reassembler.Add(Alice, SmsDecoder.Decode(3, udhi: false, "hello"u8), Start);

        Assert.Equal((ReassemblyOutcome.Complete, "hello", false), (result.Outcome, result.Message!.Text, result.Message.IsIncomplete));
    }

    [Fact]
    public void Segments_in_reverse_order_make_the_message()
    {
        Assert.Equal(ReassemblyOutcome.Waiting, _reassembler.Add(Alice, Part(7, 2, 2, "world"), Start).Outcome);
        Assert.Equal("hello world", _reassembler.Add(Alice, Part(7, 2, 1, "hello "), Start).Message!.Text);
        Assert.Equal(0, _reassembler.OpenMessages);
    }

    [Fact]
    public void Senders_with_the_same_reference_do_not_mix()
    {
        _reassembler.Add(Alice, Part(7, 2, 1, "a"), Start);
        _reassembler.Add(Bob, Part(7, 2, 1, "b"), Start);

        Assert.Equal("aA", _reassembler.Add(Alice, Part(7, 2, 2, "A"), Start).Message!.Text);
        Assert.Equal("bB", _reassembler.Add(Bob, Part(7, 2, 2, "B"), Start).Message!.Text);
    }

    [Fact]
    public void A_segment_sent_twice_counts_once_before_and_after_completion()
    {
        _reassembler.Add(Alice, Part(7, 2, 1, "a"), Start);
        Assert.Equal(ReassemblyOutcome.Duplicate, _reassembler.Add(Alice, Part(7, 2, 1, "a"), Start).Outcome);
        _reassembler.Add(Alice, Part(7, 2, 2, "b"), Start);

        Assert.Equal(ReassemblyOutcome.Duplicate, _reassembler.Add(Alice, Part(7, 2, 2, "b"), Start.AddMinutes(1)).Outcome);
        Assert.Equal(0, _reassembler.OpenMessages);
    }

    [Fact]
    public void The_same_text_under_the_same_reference_is_a_new_message_after_five_minutes()
    {
        for (var round = 0; round < 3; round++)
        {
            var now = Start.AddMinutes(5 * round);
            _reassembler.Add(Alice, Part(7, 2, 1, "a"), now);
            Assert.Equal(ReassemblyOutcome.Complete, _reassembler.Add(Alice, Part(7, 2, 2, "b"), now).Outcome);
        }
    }

    [Fact]
    public void A_reference_used_anew_starts_a_new_message_and_gives_up_the_old_one()
    {
        _reassembler.Add(Alice, Part(7, 2, 1, "old"), Start);

        var result = _reassembler.Add(Alice, Part(7, 2, 1, "new "), Start);

        Assert.Equal("old", Assert.Single(result.Displaced).Text);
        Assert.Equal("new text", _reassembler.Add(Alice, Part(7, 2, 2, "text"), Start).Message!.Text);
    }

    [Fact]
    public void A_missing_segment_is_waited_for_five_minutes_and_the_rest_is_marked_incomplete()
    {
        _reassembler.Add(Alice, Part(7, 3, 1, "one "), Start);
        _reassembler.Add(Alice, Part(7, 3, 3, "three"), Start.AddMinutes(1));

        Assert.Equal(Start.AddMinutes(6), _reassembler.NextExpiry);
        Assert.Empty(_reassembler.Expire(Start.AddMinutes(6).AddTicks(-1)));
        var rest = Assert.Single(_reassembler.Expire(Start.AddMinutes(6)));

        Assert.Equal(("one three", true, 2, 3), (rest.Text, rest.IsIncomplete, rest.Received, rest.Total));
        Assert.Null(_reassembler.NextExpiry);
    }

    [Fact]
    public void The_oldest_message_gives_way_when_too_many_are_open()
    {
        var reassembler = new Reassembler(new ReassemblyLimits { MaxOpenMessages = 2 });
        reassembler.Add(Alice, Part(1, 2, 1, "first"), Start);
        reassembler.Add(Alice, Part(2, 2, 1, "second"), Start);

        var result = reassembler.Add(Alice, Part(3, 2, 1, "third"), Start);

        Assert.Equal("first", Assert.Single(result.Displaced).Text);
        Assert.Equal(2, reassembler.OpenMessages);
    }

    [Fact]
    public void The_octets_held_are_limited()
    {
        var reassembler = new Reassembler(new ReassemblyLimits { MaxHeldOctets = 250 });
        reassembler.Add(Alice, Part(1, 2, 1, new string('a', 100)), Start);
        reassembler.Add(Alice, Part(2, 2, 1, new string('b', 100)), Start);

        Assert.Single(reassembler.Add(Alice, Part(3, 2, 1, new string('c', 100)), Start).Displaced);
    }

    [Fact]
    public void The_segments_held_are_limited()
    {
        var reassembler = new Reassembler(new ReassemblyLimits { MaxHeldParts = 3 });
        reassembler.Add(Alice, Part(1, 9, 1, "a"), Start);
        reassembler.Add(Alice, Part(1, 9, 2, "b"), Start);
        reassembler.Add(Bob, Part(1, 9, 1, "c"), Start);

        Assert.Equal("ab", Assert.Single(reassembler.Add(Bob, Part(1, 9, 2, "d"), Start).Displaced).Text);
    }

    [Fact]
    public void A_pair_split_between_segments_by_the_sender_is_healed()
    {
        _reassembler.Add(Alice, SmsDecoder.Decode(8, udhi: true, Convert.FromHexString("05000307" + "0201" + "4E2DD83D")), Start);
        var wide = _reassembler.Add(Alice, SmsDecoder.Decode(8, udhi: true, Convert.FromHexString("05000307" + "0202" + "DE004E2D")), Start);
        _reassembler.Add(Alice, SmsDecoder.Decode(0, udhi: true, Convert.FromHexString("05000308" + "0201" + "611B")), Start);
        var narrow = _reassembler.Add(Alice, SmsDecoder.Decode(0, udhi: true, Convert.FromHexString("05000308" + "0202" + "6561")), Start);

        Assert.Equal("中😀中", wide.Message!.Text);
        Assert.Equal("a€a", narrow.Message!.Text);
    }

    [Fact]
    public void Half_a_pair_whose_other_half_never_came_is_a_replacement_character()
    {
        _reassembler.Add(Alice, SmsDecoder.Decode(8, udhi: true, Convert.FromHexString("05000307" + "0201" + "4E2DD83D")), Start);

        Assert.Equal("中\uFFFD", Assert.Single(_reassembler.Expire(Start.AddHours(1))).Text);
    }

    [Fact]
    public void Segments_in_different_codings_are_read_each_in_its_own()
    {
        _reassembler.Add(Alice, Part(7, 2, 1, "plain "), Start);
        var second = SmsDecoder.Decode(8, udhi: true, [5, 0, 3, 7, 2, 2, 0x4E, 0x2D]);

        Assert.Equal("plain 中", _reassembler.Add(Alice, second, Start).Message!.Text);
    }

    [Fact]
    public void Sar_segments_are_joined_too()
    {
        var first = SmsDecoder.Decode(3, udhi: false, "one "u8) with { Concatenation = ConcatenationInfo.FromSar(300, 2, 1) };
        var second = SmsDecoder.Decode(3, udhi: false, "two"u8) with { Concatenation = ConcatenationInfo.FromSar(300, 2, 2) };
        _reassembler.Add(Alice, first, Start);

        Assert.Equal("one two", _reassembler.Add(Alice, second, Start).Message!.Text);
        Assert.Null(ConcatenationInfo.FromSar(300, 2, 3));
    }

    private static DecodedText Part(byte reference, byte total, byte sequence, string text) =>
        SmsDecoder.Decode(3, udhi: true, [5, 0, 3, reference, total, sequence, .. Encoding.Latin1.GetBytes(text)]);
}
