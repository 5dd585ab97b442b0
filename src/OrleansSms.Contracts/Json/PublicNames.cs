using System.Text.Json;

namespace OrleansSms.Contracts.Json;

/// <summary>The words that stand for an enum's values in public JSON, ready to be written.</summary>
internal static class PublicNames<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();

    private static readonly JsonEncodedText[] Names =
        [.. Values.Select(value => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString())))];

    public static JsonEncodedText Of(T value) => Names[Array.IndexOf(Values, value)];
}
