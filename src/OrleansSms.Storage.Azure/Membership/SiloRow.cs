using System.Globalization;
using System.Net;
using Azure.Data.Tables;

namespace OrleansSms.Storage.Azure.Membership;

/// <summary>A silo as a row: every column is a string, as the official provider writes it, so that silos with either provider form one cluster.</summary>
internal static class SiloRow
{
    public const string Status = nameof(MembershipEntry.Status);
    public const string ProxyPort = nameof(MembershipEntry.ProxyPort);
    public const string IAmAliveTime = nameof(MembershipEntry.IAmAliveTime);
    public const string DeploymentId = "DeploymentId";

    private const string Address = "Address";
    private const string Port = "Port";
    private const string Generation = "Generation";
    private const string InstanceName = "InstanceName";
    private const string SuspectingSilos = "SuspectingSilos";
    private const string SuspectingTimes = "SuspectingTimes";
    private const char Separator = '|';

    public static string KeyOf(SiloAddress silo) =>
        string.Create(CultureInfo.InvariantCulture, $"{silo.Endpoint.Address}-{silo.Endpoint.Port}-{silo.Generation}");

    /// <summary>What says that a silo is alive: nothing else of its row.</summary>
    public static TableEntity Alive(string cluster, MembershipEntry entry) => new(cluster, KeyOf(entry.SiloAddress))
    {
        [IAmAliveTime] = LogFormatter.PrintDate(entry.IAmAliveTime),
    };

    public static TableEntity From(string cluster, MembershipEntry entry) => new(cluster, KeyOf(entry.SiloAddress))
    {
        [DeploymentId] = cluster,
        [Address] = entry.SiloAddress.Endpoint.Address.ToString(),
        [Port] = Number(entry.SiloAddress.Endpoint.Port),
        [Generation] = Number(entry.SiloAddress.Generation),
        [nameof(entry.HostName)] = entry.HostName,
        [Status] = entry.Status.ToString(),
        [ProxyPort] = Number(entry.ProxyPort),
        [nameof(entry.RoleName)] = entry.RoleName,
        [nameof(entry.SiloName)] = entry.SiloName,
        [InstanceName] = entry.SiloName,
        [nameof(entry.UpdateZone)] = Number(entry.UpdateZone),
        [nameof(entry.FaultZone)] = Number(entry.FaultZone),
        [SuspectingSilos] = string.Join(Separator, (entry.SuspectTimes ?? []).Select(suspect => suspect.Item1.ToParsableString())),
        [SuspectingTimes] = string.Join(Separator, (entry.SuspectTimes ?? []).Select(suspect => LogFormatter.PrintDate(suspect.Item2))),
        [nameof(entry.StartTime)] = LogFormatter.PrintDate(entry.StartTime),
        [IAmAliveTime] = LogFormatter.PrintDate(entry.IAmAliveTime),
    };

    public static MembershipEntry Read(TableEntity row) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse(row.GetString(Address)), Number(row, Port), Number(row, Generation)),
        HostName = row.GetString(nameof(MembershipEntry.HostName)),
        Status = Enum.Parse<SiloStatus>(row.GetString(Status)),
        ProxyPort = Number(row, ProxyPort),
        RoleName = row.GetString(nameof(MembershipEntry.RoleName)),
        SiloName = row.GetString(nameof(MembershipEntry.SiloName)) ?? row.GetString(InstanceName),
        UpdateZone = Number(row, nameof(MembershipEntry.UpdateZone)),
        FaultZone = Number(row, nameof(MembershipEntry.FaultZone)),
        SuspectTimes = ReadSuspects(row),
        StartTime = Time(row, nameof(MembershipEntry.StartTime)),
        IAmAliveTime = Time(row, IAmAliveTime),
    };

    /// <summary>Where clients reach the silo.</summary>
    public static SiloAddress Gateway(TableEntity row) =>
        SiloAddress.New(IPAddress.Parse(row.GetString(Address)), Number(row, ProxyPort), Number(row, Generation));

    private static List<Tuple<SiloAddress, DateTime>> ReadSuspects(TableEntity row)
    {
        var silos = Split(row.GetString(SuspectingSilos));
        var times = Split(row.GetString(SuspectingTimes));
        return silos.Length == times.Length
            ? [.. silos.Zip(times, (silo, time) => Tuple.Create(SiloAddress.FromParsableString(silo), LogFormatter.ParseDate(time)))]
            : throw new InvalidDataException($"The row of silo {row.RowKey} names {silos.Length} suspecting silos and {times.Length} times.");
    }

    private static string[] Split(string? joined) => joined?.Split(Separator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static DateTime Time(TableEntity row, string column) =>
        row.GetString(column) is { Length: > 0 } text ? LogFormatter.ParseDate(text) : default;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Number(TableEntity row, string column) =>
        row.GetString(column) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
}
