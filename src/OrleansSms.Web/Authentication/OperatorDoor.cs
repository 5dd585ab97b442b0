using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Authentication;

/// <summary>
/// Where the operator's side has listeners of its own: keeps it from the others. There its paths are not, and a key with the scope admin is one without it.
/// </summary>
internal sealed class OperatorDoor(OrleansSmsWebOptions options, IServer server)
{
    private IReadOnlyList<int>? _ports;

    /// <summary>Whether a request came in where the operator's side is answered.</summary>
    public bool Admits(HttpContext context) => options.AdminListeners == 0 || Ports().Contains(context.Connection.LocalPort);

    /// <summary>Who asks, with what counts where the request came in.</summary>
    public Principal Admit(HttpContext context, Principal principal) => Admits(context) || !principal.Scopes.Contains(Scope.Admin)
        ? principal
        : principal with { Scopes = [.. principal.Scopes.Where(static scope => scope != Scope.Admin)] };

    /// <summary>The server lists its addresses in the order in which it was given them; none is the operator's before all are there.</summary>
    private IReadOnlyList<int> Ports()
    {
        if (_ports is { } known)
        {
            return known;
        }

        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToArray() ?? [];
        return addresses.Length < options.AllListeners
            ? []
            : _ports = [.. addresses.TakeLast(options.AdminListeners).Select(static address => BindingAddress.Parse(address).Port)];
    }
}

/// <summary>Marks a path of the operator's side that is not one of the API.</summary>
public sealed class OperatorOnly
{
    /// <summary>Whether a key with the scope admin is asked for, as a browser can give it: as the password of HTTP Basic.</summary>
    public bool AsksForKey { get; init; }
}
