using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Contacts;

namespace OrleansSms.Web.Campaigns;

/// <summary>Reads when a campaign goes and how fast.</summary>
internal static class ScheduleFields
{
    private const string ClockExpected = "a time of day such as 09:00 or 20:45";
    private const string DayExpected = "a day such as 2026-12-24";

    private static readonly FieldNames ScheduleNames = new("at", "local_time", "local_date", "when_passed");
    private static readonly FieldNames WindowNames = new("from", "to", "zone");
    private static readonly FieldNames PaceNames = new("messages_per_second", "segments_per_second", "messages_per_minute", "segments_per_minute");
    private static readonly FieldNames TestNames = new("percent", "duration", "metric");

    public static CampaignSchedule? ReadSchedule(FieldReader parent)
    {
        if (parent.Object("schedule", ScheduleNames) is not { } fields)
        {
            return null;
        }

        var at = fields.Time("at");
        var minute = ReadClock(fields, "local_time");
        if (at is not null && minute is not null)
        {
            fields.Wrong("local_time", FieldCode.InvalidValue, "a campaign goes at one time (at) or at one by each recipient's clock (local_time), not at both");
        }

        var day = default(DateOnly?);
        if (fields.String("local_date") is { } text)
        {
            day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
            if (day is null || minute is null)
            {
                fields.Wrong("local_date", FieldCode.InvalidValue, $"local_date must be {DayExpected}, together with local_time");
            }
        }

        return new CampaignSchedule
        {
            At = at is { } time ? UnixMicros.From(time) : null,
            LocalMinute = minute,
            LocalDay = day,
            WhenPassed = fields.Choice<WhenPassed>("when_passed") ?? WhenPassed.SendNow,
        };
    }

    public static DailyWindow? ReadWindow(FieldReader parent)
    {
        if (parent.Object("window", WindowNames) is not { } fields)
        {
            return null;
        }

        var from = ReadClock(fields, "from", required: true);
        var to = ReadClock(fields, "to", required: true);
        if (from is not null && from == to)
        {
            fields.Wrong("to", FieldCode.InvalidValue, "a window from a time to the same has no minute in it");
        }

        var zone = fields.String("zone", required: true) ?? "";
        if (zone.Length > 0 && zone != "UTC" && !ContactLimits.IsZone(zone))
        {
            fields.Wrong("zone", FieldCode.InvalidValue, "zone must be an IANA time zone such as Europe/Berlin");
        }

        return new DailyWindow(from ?? 0, to ?? 0, zone);
    }

    public static CampaignPace? ReadPace(FieldReader parent)
    {
        if (parent.Object("pace", PaceNames) is not { } fields)
        {
            return null;
        }

        var given = PaceNames.Names.Where(fields.Has).ToList();
        if (given.Count != 1)
        {
            parent.Wrong("pace", FieldCode.InvalidValue, $"pace must have one of {string.Join(", ", PaceNames.Names)}");
            return null;
        }

        var amount = (int)(fields.Integer(given[0], 1, CampaignLimits.MaxPace, required: true) ?? 1);
        return new CampaignPace(amount, given[0].StartsWith("segments", StringComparison.Ordinal), given[0].EndsWith("minute", StringComparison.Ordinal));
    }

    public static VariantTest? ReadTest(FieldReader parent)
    {
        if (parent.Object("test", TestNames) is not { } fields)
        {
            return null;
        }

        var duration = fields.Duration("duration", required: true) ?? CampaignLimits.MinTestDuration;
        if (duration < CampaignLimits.MinTestDuration || duration > CampaignLimits.MaxTestDuration)
        {
            fields.Wrong("duration", FieldCode.OutOfRange, "duration must be between PT1S and P7D");
        }

        return new VariantTest((int)(fields.Integer("percent", 1, 99, required: true) ?? 1), duration, fields.Choice<TestMetric>("metric") ?? TestMetric.Delivered);
    }

    private static int? ReadClock(FieldReader fields, string name, bool required = false)
    {
        if (fields.String(name, required) is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        fields.Wrong(name, FieldCode.InvalidValue, $"{name} must be {ClockExpected}");
        return null;
    }
}
