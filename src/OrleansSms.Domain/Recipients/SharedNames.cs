using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSms.Domain.Recipients;

/// <summary>
/// Reads names that many recipients have in common as one string each: half a million of them in memory name few accounts and purposes. A name that meets another in its
/// place takes the place, so that there is nothing to fill up.
/// </summary>
public sealed class SharedNames : JsonConverter<string>
{
    private const int Places = 1 << 10;
    private const int MaxLength = 64;

    private static readonly string?[] Names = new string?[Places];

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > MaxLength)
        {
            return reader.GetString();
        }

        Span<char> text = stackalloc char[MaxLength];
        text = text[..reader.CopyString(text)];
        ref var place = ref Names[string.GetHashCode(text) & (Places - 1)];
        return Volatile.Read(ref place) is { } known && text.SequenceEqual(known) ? known : place = text.ToString();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
