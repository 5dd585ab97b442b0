namespace OrleansSms.Domain.Ids;

/// <summary>Ids as they stand in URLs: a type's prefix and a ULID.</summary>
public static class PrefixedId
{
    /// <summary>Reads an id that must start with <paramref name="prefix"/>.</summary>
    public static bool TryParse(string? text, string prefix, out SortableId id)
    {
        id = default;
        return text is not null
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && SortableId.TryParse(text.AsSpan(prefix.Length), out id);
    }
}
