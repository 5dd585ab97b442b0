using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>What operators mean for things that are less than, equal to or greater than another.</summary>
internal static class Order
{
    private static readonly long MicrosPerDay = UnixMicros.From(TimeSpan.FromDays(1));

    public static bool Holds(CompareOperator comparison, int order) => comparison switch
    {
        CompareOperator.Equal => order == 0,
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        CompareOperator.GreaterOrEqual => order >= 0,
        _ => false,
    };

    /// <summary>Compared with a day, a point in time is the day that it lies in.</summary>
    public static int Compare(long micros, in FieldValue value) =>
        (value.IsDay ? micros - Modulo(micros, MicrosPerDay) : micros).CompareTo(value.Micros);

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}
