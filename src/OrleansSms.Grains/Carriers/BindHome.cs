using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Whether a bind belongs to this silo, among those that there are now.</summary>
internal sealed class BindHome(ILocalSiloDetails local, IClusterMembershipService membership)
{
    /// <summary>This silo.</summary>
    public string Silo { get; } = NameOf(local.SiloAddress);

    /// <summary>Where a silo is: the same after it was started again, which its address is not.</summary>
    public static string NameOf(SiloAddress silo) => silo.Endpoint.ToString();

    /// <summary>Also true while this silo is none of those that take grains: then it will not run for long.</summary>
    public bool IsHere(BindKey bind)
    {
        var silos = Array.ConvertAll(ActiveOf(membership), NameOf);
        return !silos.Contains(Silo) || silos[BindSpread.PlaceOf(bind, silos)] == Silo;
    }

    /// <summary>The silos that binds are spread over.</summary>
    public static SiloAddress[] ActiveOf(IClusterMembershipService membership) =>
        [.. membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).Select(static member => member.SiloAddress)];
}
