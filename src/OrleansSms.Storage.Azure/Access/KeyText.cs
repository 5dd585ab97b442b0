namespace OrleansSms.Storage.Azure.Access;

/// <summary>Text as Azure Tables takes it in a PartitionKey or RowKey.</summary>
internal static class KeyText
{
    private const string Forbidden = "/\\#?";

    /// <summary>What may not stand in a key becomes <c>_</c>.</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAny(Forbidden) < 0
        ? text
        : string.Create(text.Length, text, static (key, from) =>
        {
            for (var i = 0; i < key.Length; i++)
            {
                key[i] = Forbidden.Contains(from[i], StringComparison.Ordinal) ? '_' : from[i];
            }
        });
}
