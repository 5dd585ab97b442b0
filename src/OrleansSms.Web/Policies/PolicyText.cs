using OrleansSms.Domain.Compliance;

namespace OrleansSms.Web.Policies;

/// <summary>Parts of a policy as JSON has them.</summary>
internal static class PolicyText
{
    private const int MinutesPerHour = 60;
    private const int MinutesPerDay = 1_440;
    private const decimal MicrosPerUnit = 1_000_000m;

    public const string ClockExpected = "an hour and a quarter of it, as in 09:00 or 20:45";

    public const string MoneyExpected = "an amount as a string with up to six decimals, as in \"250.00\"";

    public static IReadOnlyList<MessageCategory> Words(Categories set) => [.. Enum.GetValues<MessageCategory>().Where(category => set.Has(category))];

    public static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / MinutesPerHour:00}:{minutes % MinutesPerHour:00}");

    public static bool TryParseClock(string text, out int minutes)
    {
        minutes = 0;
        if (text.Length != 5 || text[2] != ':'
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
        {
            return false;
        }

        minutes = (hour * MinutesPerHour) + minute;
        return minute < MinutesPerHour && minutes <= MinutesPerDay && minute % DayHours.StepMinutes == 0;
    }

    public static string Money(long micros) => (micros / MicrosPerUnit).ToString("0.00####", CultureInfo.InvariantCulture);

    public static bool TryParseMoney(string text, out long micros)
    {
        micros = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > long.MaxValue / MicrosPerUnit / 1_000)
        {
            return false;
        }

        micros = (long)(amount * MicrosPerUnit);
        return micros == amount * MicrosPerUnit;
    }
}
