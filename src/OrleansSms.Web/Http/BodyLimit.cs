namespace OrleansSms.Web.Http;

/// <summary>Most bytes that a request body may have.</summary>
internal static class BodyLimit
{
    /// <summary>64 KiB: the longest message with every field at its longest, each character escaped, takes half of it.</summary>
    public const int Single = 64 * 1024;

    /// <summary>4 MiB: 10,000 recipients with references of full length take 2 MB.</summary>
    public const int Batch = 4 * 1024 * 1024;

    /// <summary>256 KiB: a contact with every field at its longest.</summary>
    public const int Contact = 256 * 1024;

    /// <summary>4 MiB: 50,000 lines of 80 characters.</summary>
    public const int Csv = 4 * 1024 * 1024;

    /// <summary>What a request that submits no messages may have.</summary>
    public static int Of(HttpRequest request) => IsCsv(request) ? Csv : Single;

    /// <summary>Whether the body is a file of comma separated values.</summary>
    public static bool IsCsv(HttpRequest request) => request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;
}
