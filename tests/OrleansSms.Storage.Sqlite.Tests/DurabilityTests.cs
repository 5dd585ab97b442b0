using System.Diagnostics;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Storage.Sqlite.Tests;

public sealed class DurabilityTests
{
    [Fact]
    public async Task A_process_that_is_killed_loses_nothing_that_it_has_confirmed()
    {
        var directory = Directory.CreateTempSubdirectory("orleanssms-");
        var confirmed = new List<MessageId>();
        for (var round = 1; round <= 3; round++)
        {
            await WriteAndKill(directory.FullName, confirmed, confirmed.Count + (2_000 * round));

            await using var database = SqliteStores.OpenDatabase(directory.FullName);
            Assert.Equal(confirmed.Count, (await database.Messages.ReadAsync(confirmed)).Count);
            Assert.Null(await database.Maintenance.ProbeAsync());
        }

        directory.Delete(recursive: true);
    }

    private static async Task WriteAndKill(string directory, List<MessageId> confirmed, int count)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OrleansSms.Storage.Sqlite.Crasher.dll"), directory])
        {
            RedirectStandardOutput = true,
        };
        using var writing = Process.Start(start)!;
        while (await writing.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may have been cut off by the kill.
            if (MessageId.TryParse(line, out var id))
            {
                confirmed.Add(id);
            }

            if (confirmed.Count == count)
            {
                writing.Kill();
            }
        }

        await writing.WaitForExitAsync();
        Assert.True(confirmed.Count >= count, "The writing process ended by itself.");
    }
}
