namespace OrleansSms.Web.Http;

/// <summary>The two parameters of every list.</summary>
internal static class Paging
{
    public const string Limit = "limit";
    public const string Cursor = "cursor";

    public const int DefaultLimit = 50;

    /// <summary>Two hundred messages are some 150 kB of JSON: enough for a screen or a report's step, small enough for memory.</summary>
    public const int MaxLimit = 200;
}
