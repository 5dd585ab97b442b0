using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Routing;

namespace OrleansSms.Grains.Recipients;

/// <summary>Gives places in recipients' caps back: those of messages that were not accepted, or ended before a carrier had any part of them.</summary>
internal sealed partial class CapPlaces(GrainReferences grains, ILogger<CapPlaces> logger)
{
    /// <summary>Messages that count give their places back, one after the other. For the others no recipient is woken.</summary>
    public async Task GiveBackAsync(IEnumerable<Message> ended)
    {
        foreach (var message in ended)
        {
            if (message.CountsTowardsCap)
            {
                await GiveBackAsync(message);
            }
        }
    }

    /// <summary>It is not known whether messages became durable. Should a shard not hear of it, these keep their places.</summary>
    public async Task RereadAsync(IEnumerable<Message> doubtful)
    {
        foreach (var shard in doubtful.Where(static message => message.CountsTowardsCap).GroupBy(static message => RecipientShard.Of(message.To)))
        {
            try
            {
                await grains.RecipientsWith(shard.First().To).RereadAsync();
            }
            catch (Exception e)
            {
                LogNotReread(logger, shard.Key, e);
            }
        }
    }

    /// <summary>A call that fails does no lasting harm: when the recipient is rebuilt from the rows, the place is free.</summary>
    private async Task GiveBackAsync(Message message)
    {
        try
        {
            await grains.RecipientsWith(message.To).ReleaseAsync(message.To, message.Account, message.Id);
        }
        catch (Exception e)
        {
            LogNotGivenBack(logger, message.Id, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The place of {MessageId} in its recipient's cap could not be given back yet")]
    private static partial void LogNotGivenBack(ILogger logger, MessageId messageId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} of recipients did not hear that messages to some may not be durable")]
    private static partial void LogNotReread(ILogger logger, int shard, Exception exception);
}
