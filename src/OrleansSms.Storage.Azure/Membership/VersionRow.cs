using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace OrleansSms.Storage.Azure.Membership;

/// <summary>
/// The version of a cluster's table, and its two copies that sort before and behind all silos. All three are written with every change: a reader whose
/// answer came in several pages sees by the copies whether a change came in between.
/// </summary>
internal static class VersionRow
{
    public const string Key = "VersionRow";

    /// <summary>Sorts before every silo.</summary>
    public const string Start = "!Start";

    /// <summary>Sorts behind every silo.</summary>
    public const string End = "~End";

    private const string Version = "MembershipVersion";

    public static bool IsKey(string rowKey) => rowKey is Key or Start or End;

    public static TableEntity First(string cluster) => Row(cluster, Key, 0);

    /// <summary>What belongs to the transaction of each change: it succeeds only on the version that the change was made from.</summary>
    public static IEnumerable<TableTransactionAction> Moves(string cluster, TableVersion next) =>
    [
        new(TableTransactionActionType.UpdateReplace, Row(cluster, Key, next.Version), new ETag(next.VersionEtag)),
        new(TableTransactionActionType.UpsertReplace, Row(cluster, Start, next.Version)),
        new(TableTransactionActionType.UpsertReplace, Row(cluster, End, next.Version)),
    ];

    public static TableVersion Read(TableEntity row) =>
        new(int.Parse(row.GetString(Version), CultureInfo.InvariantCulture), row.ETag.ToString());

    /// <summary>Whether rows were read as they stood at one moment.</summary>
    public static bool IsWhole(IEnumerable<TableEntity> rows)
    {
        var versions = rows.Where(row => row.RowKey is Start or End).ToDictionary(row => row.RowKey, row => row.GetString(Version));
        return versions.GetValueOrDefault(Start) == versions.GetValueOrDefault(End);
    }

    private static TableEntity Row(string cluster, string key, int version) => new(cluster, key)
    {
        [SiloRow.DeploymentId] = cluster,
        [Version] = version.ToString(CultureInfo.InvariantCulture),
    };
}
