using CsCheck;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>A log against a list of all that it was told.</summary>
public sealed class SendLogTests
{
    private const int Hour = 3_600;
    private const long Day = 24 * Hour * UnixMicros.PerSecond;

    [Fact]
    public void A_log_remembers_what_it_was_told_and_no_more() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 23]).List[1, 200].Sample(
        steps =>
        {
            var pair = new Pair();
            foreach (var (act, hour) in steps)
            {
                pair.Do(act, hour);
                pair.Compare();
            }
        },
        iter: 500);

    [Fact]
    public void It_has_lost_what_counts_once_that_has_left_and_takes_over_all_of_another()
    {
        var (log, other) = (new SendLog(Hour), new SendLog(Hour));
        var entry = new SendLogEntry(Sample.NextId(), Day, MessageCategory.Marketing, 1, 0, 1);
        log.Add(entry);
        other.AddAll(log);
        log.Slide(Day + (Hour * UnixMicros.PerSecond));

        Assert.True(log.HasLost(Day));
        Assert.Equal((0, 1), (log.Count, other.Count));
        Assert.True(other.Contains(entry.Message));
        Assert.False(other.HasLost(Day));
    }

    /// <summary>A log, and what it should say.</summary>
    private sealed class Pair
    {
        private readonly List<MessageId> _all = [];

        public SendLog Log { get; } = new(Hour);

        public List<SendLogEntry> Expected { get; private set; } = [];

        public void Do(int act, int hour)
        {
            var at = Day + (hour * Hour / 4 * UnixMicros.PerSecond);
            switch (act)
            {
                case 0 when _all.Count > 0:
                    var id = _all[hour % _all.Count];
                    Log.Remove(id);
                    Expected.RemoveAll(entry => entry.Message == id);
                    break;
                case 1:
                    Log.Slide(at);
                    Expected.RemoveAll(entry => entry.At <= at - (Hour * UnixMicros.PerSecond));
                    break;
                default:
                    var added = new SendLogEntry(Sample.NextId(), at, MessageCategory.Marketing, 1, 0, TextHash.Of($"{hour}"));
                    _all.Add(added.Message);
                    Log.Add(added);
                    Expected = [.. Expected.Append(added).OrderBy(entry => entry.At)];
                    break;
            }
        }

        public void Compare()
        {
            Assert.Equal(Expected.Count, Log.Count);
            Assert.Equal(_all.Select(id => Expected.Exists(entry => entry.Message == id)), _all.Select(Log.Contains));
            if (Expected.Count == 0)
            {
                return;
            }

            Assert.Equal(Expected[0].At + (Hour * UnixMicros.PerSecond), Log.OldestLeavesAt);
            var (cap, last) = (new FrequencyCap(3, Hour), Expected[^1]);
            var request = new DecisionRequest(Sample.NextId(), Sample.London, MessageCategory.Marketing, "Shop", null, 1, last.TextHash, last.At);
            var counted = Expected.FindAll(entry => entry.At > last.At - (Hour * UnixMicros.PerSecond));
            for (var text = 0; text < 24; text++)
            {
                var hash = TextHash.Of($"{text}");
                var same = counted.FindLast(entry => entry.TextHash == hash);
                Assert.Equal(same == default ? null : same.Message, Log.FindDuplicate(request with { TextHash = hash }, Hour));
            }

            Assert.Equal(counted.Count < 3 ? 0 : counted[^3].At + (Hour * UnixMicros.PerSecond), Log.RoomAt(cap, request));
        }
    }
}
