using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class FuzzTests
{
    [Fact]
    public void Decoder_and_reassembler_take_any_octets()
    {
        var random = new Random(20261122);
        var reassembler = new Reassembler(new ReassemblyLimits { MaxOpenMessages = 50, MaxHeldParts = 200, MaxRemembered = 50 });
        var octets = new byte[160];
        var now = DateTimeOffset.UnixEpoch;
        for (var round = 0; round < 200_000; round++)
        {
            var data = octets.AsSpan(0, random.Next(octets.Length));
            random.NextBytes(data);
            if (data.Length > 6 && round % 2 == 0)
            {
                // A plausible header, so that segments do meet.
                ReadOnlySpan<byte> header = [5, 0, 3, (byte)random.Next(4), (byte)random.Next(5), (byte)random.Next(5)];
                header.CopyTo(data);
            }

            var part = SmsDecoder.Decode((byte)random.Next(256), random.Next(2) == 0, data, (DefaultAlphabet)random.Next(4));
            reassembler.Add(new ConcatenationKey("a", "b"), part, now);
            now = now.AddSeconds(random.Next(3));
            if (round % 100 == 0)
            {
                reassembler.Expire(now);
            }

            Assert.True(reassembler.OpenMessages <= 50);
        }
    }

    [Fact]
    public void Analysis_and_splitting_take_any_text()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 30_000; round++)
        {
            var text = string.Create(random.Next(200), random, static (buffer, random) =>
            {
                var highest = random.Next(3) switch { 0 => 0x80, 1 => 0x400, _ => 0x10000 };
                foreach (ref var character in buffer)
                {
                    character = (char)random.Next(highest);
                }
            });
            var shift = new NationalShift((NationalLanguage)random.Next(15), (NationalLanguage)random.Next(15));
            var alphabet = (DefaultAlphabet)random.Next(4);
            var mode = (ConcatenationMode)random.Next(3);
            var analysis = SmsText.Analyze(text, (EncodingChoice)random.Next(3), random.Next(2) == 0, shift, mode, alphabet);

            Assert.Equal(analysis.Segments, Segmenter.Split(analysis.Text, analysis.Encoding, mode, alphabet, 1, analysis.Shift).Count);
        }
    }
}
