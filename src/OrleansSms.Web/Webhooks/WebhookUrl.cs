using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Web.Webhooks;

/// <summary>Which URLs events may be posted to. Names are looked at again when they are resolved, at delivery; here only what can be read off.</summary>
internal static class WebhookUrl
{
    /// <summary>What is wrong with a URL; null when nothing is.</summary>
    public static string? WhyNot(string text, bool allowPrivateNetworks)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            return "must be an absolute http or https URL";
        }

        if (url.UserInfo.Length > 0)
        {
            return "must not have a user name or password in it; deliveries are signed instead";
        }

        return !allowPrivateNetworks && IsPrivate(url) ? "must not name localhost or a private address" : null;
    }

    private static bool IsPrivate(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return IPAddress.TryParse(host, out var address) && IsPrivate(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return true;
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast;
        }

        return address.GetAddressBytes() switch
        {
            [0 or 10, ..] => true,
            [100, >= 64 and <= 127, ..] => true,
            [169, 254, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            [>= 224, ..] => true,
            _ => false,
        };
    }
}
