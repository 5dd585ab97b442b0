namespace OrleansSms.Web.Json;

/// <summary>Unix microseconds, as rows hold them, to times, as answers show them.</summary>
internal static class Micros
{
    public static DateTimeOffset ToTime(this long micros) => UnixMicros.ToTime(micros);

    public static DateTimeOffset? ToTime(this long? micros) => micros is { } at ? UnixMicros.ToTime(at) : null;
}
