using CsCheck;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class RoundTripTests
{
    private static readonly ConcatenationKey Key = new("a", "b");

    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, OneOf("a", "B", " ", "é", "€", "]", "Ω", "\n", "\f").Array[0, 700].Select(string.Concat)),
        (2, OneOf("a", "中", "😀", "ё", "\u200D", "€").Array[0, 300].Select(string.Concat)),
        (1, OneOf("ş", "ğ", "ı", "a", "€").Array[0, 400].Select(string.Concat)),
        (1, Gen.String[0, 300]));

    private static readonly Gen<ConcatenationMode> Modes = Gen.Enum<ConcatenationMode>();

    [Fact]
    public void A_text_that_is_split_shuffled_doubled_and_joined_comes_back() =>
        Gen.Select(Texts, Modes, Gen.UShort, Gen.Bool, Gen.Int).Sample((text, mode, reference, turkish, seed) =>
        {
            var shift = turkish ? NationalShift.Of(NationalLanguage.Turkish) : default;
            var analysis = SmsText.Analyze(text, shift: shift, mode: mode);
            var segments = Segmenter.Split(analysis.Text, analysis.Encoding, mode, reference: reference, shift: analysis.Shift);
            var sent = segments.Concat(segments).ToArray();
            new Random(seed).Shuffle(sent);

            var reassembler = new Reassembler(ReassemblyLimits.Default);
            var messages = new List<AssembledMessage>();
            foreach (var segment in sent)
            {
                if (reassembler.Add(Key, Received(segment), DateTimeOffset.UnixEpoch).Message is { } message)
                {
                    messages.Add(message);
                }
            }

            // A message of one segment has no reference to know its double by.
            Assert.Equal(segments.Count == 1 ? 2 : 1, messages.Count);
            Assert.All(messages, message => Assert.Equal(analysis.Text, message.Text));
        }, iter: 3_000);

    [Fact]
    public void Every_segment_fits_and_as_many_are_made_as_were_counted() =>
        Gen.Select(Texts, Modes).Sample((text, mode) =>
        {
            var analysis = SmsText.Analyze(text, mode: mode);
            var segments = Segmenter.Split(analysis.Text, analysis.Encoding, mode);
            Assert.Equal(mode == ConcatenationMode.MessagePayload ? 1 : analysis.Segments, segments.Count);
            Assert.Equal(new TextSize(analysis.Encoding, analysis.Segments, analysis.Units), SmsText.Measure(text, mode: mode));
            foreach (var segment in segments.Where(segment => !segment.InPayload))
            {
                Assert.True(OctetsOnTheAir(segment, analysis.Encoding) <= SegmentSize.UserDataOctets);
                var decoded = Received(segment).Text;
                Assert.False(decoded.Length > 0 && (char.IsLowSurrogate(decoded[0]) || char.IsHighSurrogate(decoded[^1])));
                Assert.False(segment.UserData.Length > 0 && analysis.Encoding == SmsEncoding.Gsm7 && segment.UserData.Span[^1] == 0x1B);
            }
        }, iter: 3_000);

    [Fact]
    public void Binary_data_that_is_split_and_joined_comes_back() =>
        Gen.Select(Gen.Byte.Array[0, 1_000], Modes).Sample((data, mode) =>
        {
            var reassembler = new Reassembler(ReassemblyLimits.Default);
            AssembledMessage? message = null;
            foreach (var segment in Segmenter.SplitBinary(data, mode))
            {
                message = reassembler.Add(Key, Received(segment), DateTimeOffset.UnixEpoch).Message;
            }

            Assert.Equal(data, message!.Body.ToArray());
        }, iter: 1_000);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static int OctetsOnTheAir(Segment segment, SmsEncoding encoding)
    {
        var header = segment.HasUdh ? segment.UserData.Span[0] + 1 : 0;
        var body = segment.UserData.Length - header;
        return encoding == SmsEncoding.Gsm7 ? header + GsmPacking.PackedLength(body) : header + body;
    }

    private static DecodedText Received(Segment segment)
    {
        var decoded = SmsDecoder.Decode(segment.DataCoding, segment.HasUdh, segment.UserData.Span);
        return segment.Sar is { } sar ? decoded with { Concatenation = ConcatenationInfo.FromSar(sar.Reference, sar.Total, sar.Sequence) } : decoded;
    }
}
