using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Carriers;

/// <summary>Notes numbers that receipts say do not exist, beside the receipts' own road. One that cannot be noted is noted with the next message to it.</summary>
internal sealed partial class UnreachableDesk(BindContext context)
{
    /// <summary>Whether a receipt's error says that the number does not exist.</summary>
    public bool Knows(string? error) => context.Compliance.Unreachable.Names(context.Key.Carrier, error);

    public async Task NoteAsync(MessageId message, string? error)
    {
        try
        {
            var found = await context.Store.ReadAsync([message]);
            if (found.Count == 1 && !found[0].Message.To.IsNone && context.Compliance.Unreachable.Find(context.Key.Carrier, error, found[0].Message.To, context.Now) is { } entry)
            {
                await context.Grains.GetGrain<ISuppressionListGrain>(Suppression.Unreachable).PutAsync([entry]);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            LogNotNoted(context.Logger, message, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That the number of {MessageId} does not exist could not be noted")]
    private static partial void LogNotNoted(ILogger logger, MessageId messageId, Exception exception);
}
