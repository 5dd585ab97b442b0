namespace OrleansSms.Web.Authentication;

/// <summary>Finds the key in a request.</summary>
internal static class ApiKeyHeader
{
    private const string Scheme = "Bearer ";

    /// <summary>The key of <c>Authorization: Bearer …</c>; null when there is none.</summary>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return value[Scheme.Length..].Trim();
    }
}
