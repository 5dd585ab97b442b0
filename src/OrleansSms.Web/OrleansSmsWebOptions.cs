using Microsoft.Extensions.Configuration;

namespace OrleansSms.Web;

/// <summary>Settings of the front end.</summary>
public sealed class OrleansSmsWebOptions
{
    /// <summary>
    /// <c>OrleansSms:Send:AllowKeyInQuery</c>, default false: whether <c>/v1/send</c> takes the API key as <c>?key=</c>. Queries end up in the logs of
    /// proxies, so this is for clients that can set no header.
    /// </summary>
    public bool AllowKeyInQuery { get; set; }

    /// <summary><c>OrleansSms:Webhooks:AllowPrivateNetworks</c>, default false: whether webhook URLs may name localhost and private addresses.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>How many of the addresses that the server listens on, the last ones, are the operator's alone; 0, the default: it has none of its own.</summary>
    public int AdminListeners { get; set; }

    /// <summary>How many addresses there are in all.</summary>
    public int AllListeners { get; set; }

    /// <summary>Which exceptions mean that the store cannot be reached for now: 503 instead of 500. Default: none.</summary>
    public Func<Exception, bool> IsUnavailable { get; set; } = static _ => false;

    internal static OrleansSmsWebOptions From(IConfiguration configuration) => new()
    {
        AllowKeyInQuery = IsTrue(configuration["OrleansSms:Send:AllowKeyInQuery"]),
        AllowPrivateNetworks = IsTrue(configuration["OrleansSms:Webhooks:AllowPrivateNetworks"]),
    };

    private static bool IsTrue(string? value) => bool.TryParse(value, out var set) && set;
}
