using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Domain.Webhooks;

/// <summary>
/// Addresses that a customer's URL must not lead to: everything that the IANA special-purpose registries (RFC 6890 and successors) keep out of
/// the public internet, and the metadata services of clouds that lie outside those ranges.
/// </summary>
public static class PrivateNetworks
{
    private static readonly IPNetwork[] V4 = Parse(
        "0.0.0.0/8",         // this network
        "10.0.0.0/8",        // private
        "100.64.0.0/10",     // carrier-grade NAT; Alibaba's metadata
        "127.0.0.0/8",       // loopback
        "168.63.129.16/32",  // Azure's wire server
        "169.254.0.0/16",    // link-local; most clouds' metadata
        "172.16.0.0/12",     // private
        "192.0.0.0/24",      // protocol assignments; Oracle's metadata
        "192.0.2.0/24",      // documentation
        "192.88.99.0/24",    // 6to4 relays
        "192.168.0.0/16",    // private
        "198.18.0.0/15",     // benchmarking
        "198.51.100.0/24",   // documentation
        "203.0.113.0/24",    // documentation
        "224.0.0.0/4",       // multicast
        "240.0.0.0/4");      // reserved, broadcast

    private static readonly IPNetwork[] V6 = Parse(
        "::/96",             // unspecified, loopback, IPv4-compatible
        "64:ff9b:1::/48",    // local-use translation
        "100::/64",          // discard
        "2001::/23",         // protocol assignments, Teredo
        "2001:db8::/32",     // documentation
        "2002::/16",         // 6to4: leads to any IPv4 address
        "3fff::/20",         // documentation
        "5f00::/16",         // segment routing
        "fc00::/7",          // unique local; AWS's metadata
        "fe80::/10",         // link-local
        "fec0::/10",         // site-local
        "ff00::/8");         // multicast

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is anything but a public one. An IPv4 address within an IPv6 one counts as itself.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Any(V4, address);
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return true;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Any(V4, address.MapToIPv4());
        }

        // An address with a scope compares unequal to every network.
        var plain = address.ScopeId == 0 ? address : new IPAddress(address.GetAddressBytes());
        return Translated.Contains(plain) ? Any(V4, new IPAddress(plain.GetAddressBytes().AsSpan(12))) : Any(V6, plain);
    }

    private static bool Any(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
