using System.Globalization;
using System.Xml.Linq;
using Azure;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Server.Security;
using OrleansSms.Server.Settings;
using OrleansSms.Server.Startup;
using OrleansSms.Storage;
using OrleansSms.Storage.Azure;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Moving;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Sqlite;
using OrleansSms.Storage.Sqlite.Moving;

namespace OrleansSms.Server.Moving;

/// <summary>
/// <c>move-to-azure</c>: moves the embedded store of the settings into the storage account of the settings, and compares both. It may be killed and run again; the embedded store says the same
/// afterwards as before.
/// </summary>
internal static class MoveCommand
{
    public const string Name = "move-to-azure";

    private const int Failed = 1;

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output)
    {
        var settings = SettingsReader.Read(configuration);
        var account = configuration.GetConnectionString(AzureAccount.ConnectionName) is { Length: > 0 } connection && AzureAccount.Read(connection) is { } read
            ? read
            : throw new SettingsException("ConnectionStrings:AzureStorage is missing or not readable: say where the store is to be moved.");
        var options = new AzureStoreOptions();
        account.Configure(options);
        try
        {
            await using var source = await OpenAsync(Path.GetFullPath(settings.DataDirectory));
            return await MoveAsync(source, options, ReadKeys(settings.DataDirectory), output) ? 0 : Failed;
        }
        catch (Exception e) when (e is MoveRefusedException or InvalidOperationException)
        {
            throw new SettingsException(e.Message);
        }
        catch (Exception e) when (e is StoreUnavailableException or RequestFailedException or AggregateException)
        {
            await output.WriteLineAsync($"Broken off: {e.Message} Run it again, and it goes on.");
            return Failed;
        }
    }

    /// <summary>Closing a store puts into rows what only its journal has, as after a kill.</summary>
    private static async Task<SqliteDatabase> OpenAsync(string directory)
    {
        if (!File.Exists(Path.Combine(directory, SqliteDatabase.FileName)))
        {
            throw new SettingsException($"OrleansSms:DataDirectory, {directory}, holds no store.");
        }

        var options = new SqliteStoreOptions { DataDirectory = directory };
        await SqliteDatabase.Open(options, TimeProvider.System, NullLogger.Instance).DisposeAsync();
        return SqliteDatabase.Open(options, TimeProvider.System, NullLogger.Instance);
    }

    /// <summary>The keys that seal secrets lie beside the embedded store, and in a cluster among its documents.</summary>
    private static MovedDocument[] ReadKeys(string directory)
    {
        var folder = new DirectoryInfo(Path.Combine(directory, Stores.KeyFolder));
        return folder.Exists
            ? [.. folder.EnumerateFiles("*.xml").Select(static file => DocumentKeyRing.ToDocument(XElement.Load(file.FullName), Path.GetFileNameWithoutExtension(file.Name)))]
            : [];
    }

    private static async Task<bool> MoveAsync(SqliteDatabase source, AzureStoreOptions options, MovedDocument[] keys, TextWriter output)
    {
        var target = new AzureStoreImport(options, TimeProvider.System);
        var head = await new StoreMove(source.Export, source.Ports(), target, target.Target, new Told(output)).RunAsync(keys);
        await output.WriteLineAsync("Comparing what is there with what was to be moved.");
        IReadOnlyList<MoveFinding> findings;
        await using (var moved = await target.OpenAsync(NullLogger.Instance))
        {
            var audience = new AzureAudience(options, TimeProvider.System);
            findings = await new MoveCheck(source.Export, source.Ports(), moved.PortsWith(audience)).RunAsync(head, await target.CountAsync());
        }

        foreach (var finding in findings)
        {
            await output.WriteLineAsync(Line(finding));
        }

        if (!findings.All(static finding => finding.IsSame))
        {
            await output.WriteLineAsync("Not the same: the target stays closed. Empty the account and run it again.");
            return false;
        }

        await target.CompleteAsync();
        await output.WriteLineAsync("Everything is there. Start the silos of the cluster, and do not start a gateway on this folder again: it would send once more what waits.");
        return true;
    }

    private static string Line(MoveFinding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{finding.Kind,-12} {finding.Actual:N0} of {finding.Expected:N0}, {finding.Compared:N0} compared{(finding.Different is { } different ? $"; differs: {different}" : "")}");

    /// <summary>A line for each kind, and one for each hundred thousand.</summary>
    private sealed class Told(TextWriter output) : IProgress<MoveProgress>
    {
        private const long Every = 100_000;

        private long _told;

        public void Report(MoveProgress value)
        {
            if (value.IsDone || value.Count - _told >= Every)
            {
                _told = value.IsDone ? 0 : value.Count;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Kind}: {value.Count:N0}{(value.IsDone ? "" : " so far")}"));
            }
        }
    }
}
