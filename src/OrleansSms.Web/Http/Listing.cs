namespace OrleansSms.Web.Http;

/// <summary>A page of a list.</summary>
/// <param name="Data">What it shows.</param>
/// <param name="NextCursor">Give this as cursor to read on; null at the end.</param>
/// <param name="HasMore">Whether there is more behind it now.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Data, string? NextCursor, bool HasMore)
{
    /// <summary>A page that is the whole list.</summary>
    public static Listing<T> Whole(IReadOnlyList<T> data) => new(data, null, false);
}
