namespace OrleansSms.Web.Json;

/// <summary>The words that stand for an enum's values in JSON and in queries.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();

    public static readonly string[] Names = [.. Values.Select(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()))];

    public static bool TryParse(string text, out T value)
    {
        var index = Array.IndexOf(Names, text);
        value = index < 0 ? default : Values[index];
        return index >= 0;
    }

    public static string Of(T value) => Names[Array.IndexOf(Values, value)];
}
