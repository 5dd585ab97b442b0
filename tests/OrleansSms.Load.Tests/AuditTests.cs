using OrleansSms.Load.Auditing;

namespace OrleansSms.Load.Tests;

[Collection(nameof(WholeProcess))]
public sealed class AuditTests
{
    [Fact]
    public async Task What_was_accepted_survives_kills_under_load_and_what_was_sent_twice_says_so()
    {
        var options = new AuditOptions { Kills = 2, SecondsBetween = (1, 2), Connections = 16, BatchSize = 50, MaxMessages = 40_000, SettleSeconds = 60 };

        var result = await AuditCommand.RunAsync(options, CancellationToken.None);

        Assert.Empty(result.Broken);
        Assert.True(result.Comparison.Accepted > 0, "Nothing was accepted, so nothing was shown.");
        Assert.Equal(2, result.Restarts.Count);
    }
}
