using System.Net;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Webhooks;

/// <summary>What may be named as a webhook's or callback's URL. The address it leads to is looked at again whenever it is connected to.</summary>
public static class UrlGuard
{
    /// <summary>Most characters of a URL.</summary>
    public const int MaxChars = MessageLimits.MaxCallbackUrlChars;

    /// <summary>What is right, for error messages.</summary>
    public const string Expected = "an absolute http or https URL of a public host, without user name";

    private static readonly Uri Nowhere = new("about:blank");

    /// <summary>Reads a URL; false when it is not one that may be posted to, as far as its text tells.</summary>
    public static bool TryParse(string? text, bool allowPrivateNetworks, out Uri url)
    {
        url = Nowhere;
        if (text is null || text.Length > MaxChars || !Uri.TryCreate(text, UriKind.Absolute, out var parsed) || !IsHttp(parsed))
        {
            return false;
        }

        if (parsed.UserInfo.Length > 0 || (!allowPrivateNetworks && NamesPrivateHost(parsed)))
        {
            return false;
        }

        url = parsed;
        return true;
    }

    private static bool IsHttp(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    private static bool NamesPrivateHost(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
        {
            return PrivateNetworks.Contains(address);
        }

        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
    }
}
