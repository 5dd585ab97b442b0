namespace OrleansSms.Web.Json;

/// <summary>Times as RFC 3339 in UTC with microseconds, always of the same length: <c>2026-03-01T09:30:00.000000Z</c>.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>The same for those who write by themselves.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private const int Length = 27;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Length];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
