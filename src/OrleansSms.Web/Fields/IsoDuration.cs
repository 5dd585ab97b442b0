using System.Xml;

namespace OrleansSms.Web.Fields;

/// <summary>ISO 8601 durations of days and less: a year or a month has no fixed length.</summary>
internal static class IsoDuration
{
    public const string Expected = "an ISO 8601 duration in days, hours, minutes and seconds, as in PT10M or P2D";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (!text.StartsWith('P') || HasYearsOrMonths(text))
        {
            return false;
        }

        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return duration > TimeSpan.Zero;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }

    public static string Write(TimeSpan duration) => XmlConvert.ToString(duration);

    private static bool HasYearsOrMonths(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return text.AsSpan(0, time < 0 ? text.Length : time).IndexOfAny('Y', 'M') >= 0;
    }
}
