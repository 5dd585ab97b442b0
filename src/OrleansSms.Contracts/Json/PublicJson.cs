using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansSms.Contracts.Json;

/// <summary>How public JSON is written: snake_case, what is not known left out, times as RFC 3339 in UTC with microseconds.</summary>
public static class PublicJson
{
    private const int TimeLength = 27;

    /// <summary>Options of the writers: text stays readable, since the answer is never put into a page as it is.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A time given in Unix microseconds, as <c>2026-03-01T09:30:00.000000Z</c>.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, long micros)
    {
        Span<byte> text = stackalloc byte[TimeLength];
        UnixMicros.ToTime(micros).UtcDateTime.TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..written]);
    }

    internal static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, long? micros)
    {
        if (micros is { } known)
        {
            writer.WriteTime(name, known);
        }
    }

    internal static void WriteKnown(this Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>The word that stands for an enum's value, in snake_case.</summary>
    public static void WriteWord<T>(this Utf8JsonWriter writer, JsonEncodedText name, T value)
        where T : struct, Enum => writer.WriteString(name, PublicNames<T>.Of(value));

    /// <summary>An E.164 number without making a string of it.</summary>
    public static void WriteNumber(this Utf8JsonWriter writer, JsonEncodedText name, Msisdn number)
    {
        if (number.IsNone)
        {
            writer.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[1 + Msisdn.MaxDigits];
        text[0] = (byte)'+';
        Utf8Formatter.TryFormat(number.Digits, text[1..], out var digits);
        writer.WriteString(name, text[..(1 + digits)]);
    }
}
