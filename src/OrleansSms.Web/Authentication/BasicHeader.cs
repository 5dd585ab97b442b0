using System.Text;

namespace OrleansSms.Web.Authentication;

/// <summary>Finds the password in a request of a browser (RFC 7617).</summary>
internal static class BasicHeader
{
    private const string Scheme = "Basic ";

    /// <summary>Reads the password of <c>Authorization: Basic …</c>, whoever the user is; false when there is none.</summary>
    public static bool TryReadPassword(HttpRequest request, out string password)
    {
        password = "";
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value[Scheme.Length..].Trim(), bytes, out var length))
        {
            return false;
        }

        var credentials = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        password = credentials[(colon + 1)..];
        return colon >= 0;
    }
}
