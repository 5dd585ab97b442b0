using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>Settles what an earlier owner of a bind left uncertain: by category it is sent again, marked, or held and never sent twice.</summary>
internal static partial class Recovery
{
    public static async Task SettleAsync(IMessageStore store, BindKey bind, BindClaim claim, long now, ILogger logger)
    {
        if (claim.Uncertain.Count == 0)
        {
            return;
        }

        LogUncertain(logger, bind, claim.Uncertain.Count);
        var settled = new ChangeSet
        {
            Changes = [.. claim.Uncertain.SelectMany(queued => Settle(bind, queued with { Attempts = queued.Attempts + 1 }, now))],
            IntentsOver = [new IntentsOver(bind, claim.Epoch, [.. claim.Uncertain.Select(queued => queued.Message.Id)])],
        };
        await store.CommitAsync(settled, CommitLane.Urgent, CancellationToken.None);
    }

    private static IEnumerable<MessageChange> Settle(BindKey bind, QueuedMessage counted, long now) =>
        Uncertain.ChangesOf(counted, Uncertain.FateOf(counted), bind.ToString(), "the process ended before the answer was recorded", now);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: {Count} messages may or may not have reached the carrier before the last stop")]
    private static partial void LogUncertain(ILogger logger, BindKey bind, int count);
}
