namespace OrleansSms.Web.Authentication;

/// <summary>Finds the key in a request.</summary>
internal static class ApiKeyHeader
{
    private const string Scheme = "Bearer ";

    /// <summary>Reads the key of <c>Authorization: Bearer …</c>; false when there is none.</summary>
    public static bool TryRead(HttpRequest request, out ReadOnlySpan<char> key)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            key = default;
            return false;
        }

        key = value.AsSpan(Scheme.Length).Trim();
        return true;
    }
}
