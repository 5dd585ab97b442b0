namespace OrleansSms.Domain.Compliance.Traffic;

/// <summary>What an account sent in the last 24 hours, by the hour: a ceiling is exact to the hour that leaves it.</summary>
public sealed class DayCount
{
    private const int Hours = 24;
    private const long HourMicros = 3_600 * UnixMicros.PerSecond;

    private readonly long[] _messages = new long[Hours];
    private readonly long[] _segments = new long[Hours];
    private long _hour;

    /// <summary>Messages of the last 24 hours.</summary>
    public long Messages => _messages.Sum();

    /// <summary>Segments of the last 24 hours.</summary>
    public long Segments => _segments.Sum();

    /// <summary>Forgets the hours that are over at <paramref name="now"/> (Unix microseconds). A clock that goes back forgets nothing.</summary>
    public void Turn(long now)
    {
        var hour = now / HourMicros;
        for (var next = Math.Max(_hour + 1, hour - Hours + 1); next <= hour; next++)
        {
            _messages[next % Hours] = 0;
            _segments[next % Hours] = 0;
        }

        _hour = Math.Max(_hour, hour);
    }

    /// <summary>Counts a message of the present hour.</summary>
    public void Add(int segments)
    {
        _messages[_hour % Hours]++;
        _segments[_hour % Hours] += segments;
    }

    /// <summary>What is kept over a restart.</summary>
    public DayCountState Save() => new(_hour, [.. _messages], [.. _segments]);

    /// <summary>Goes on from what was kept.</summary>
    public void Load(DayCountState state)
    {
        if (state.Messages.Count != Hours || state.Segments.Count != Hours)
        {
            return;
        }

        _hour = state.Hour;
        for (var i = 0; i < Hours; i++)
        {
            _messages[i] = state.Messages[i];
            _segments[i] = state.Segments[i];
        }
    }
}

/// <summary>A day's counts as they are kept.</summary>
/// <param name="Hour">The last hour, since 1970.</param>
/// <param name="Messages">Messages of each hour; hour h stands at h modulo 24.</param>
/// <param name="Segments">Segments of each hour.</param>
public sealed record DayCountState(long Hour, IReadOnlyList<long> Messages, IReadOnlyList<long> Segments);
