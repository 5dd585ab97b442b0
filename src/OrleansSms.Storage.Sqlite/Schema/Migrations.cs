using System.Globalization;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>Brings a database file to the version that this program knows. The file's version is its <c>user_version</c>.</summary>
internal static class Migrations
{
    /// <summary>In order; the first makes version 1. What has been released is never changed, only followed.</summary>
    private static readonly string[] Steps = [InitialSchema.Sql, AudienceSchema.Sql, RunSchema.Sql, ErasureSchema.Sql];

    public static int Current => Steps.Length;

    /// <exception cref="InvalidOperationException">The file was written by a newer program.</exception>
    public static void Apply(Connection connection)
    {
        var version = (int)connection.Scalar("PRAGMA user_version");
        if (version > Current)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has version {version}, and this program knows versions to {Current}: start the program that wrote it, or a newer one."));
        }

        for (; version < Current; version++)
        {
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute(Steps[version]);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            connection.Execute("COMMIT");
        }
    }
}
