namespace OrleansSms.Web.Http;

/// <summary>A page of a list.</summary>
/// <param name="Data">What it shows.</param>
/// <param name="NextCursor">Give this as cursor to read on; null at the end.</param>
/// <param name="HasMore">Whether there is more behind it now.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Data, string? NextCursor, bool HasMore)
{
    /// <summary>A page that is the whole list.</summary>
    public static Listing<T> Whole(IReadOnlyList<T> data) => new(data, null, false);

    /// <summary>A page of what was read, where one more than <paramref name="limit"/> was asked for to see whether there is more.</summary>
    public static Listing<T> Of(IReadOnlyList<T> read, int limit, Func<T, string> id)
    {
        if (read.Count <= limit)
        {
            return Whole(read);
        }

        var shown = read.Take(limit).ToList();
        return new Listing<T>(shown, id(shown[^1]), true);
    }
}
