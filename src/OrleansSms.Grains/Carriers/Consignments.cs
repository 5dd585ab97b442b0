using OrleansSms.Contracts.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Messages that are other binds' now, gathered so that each bind gets one call for all of its.</summary>
internal sealed partial class Consignments(IGrainFactory grains, ILogger logger)
{
    private readonly Dictionary<BindKey, List<QueuedMessage>> _gathered = [];

    /// <summary>It is durable that a message is this bind's.</summary>
    public void Add(BindKey bind, QueuedMessage message)
    {
        if (!_gathered.TryGetValue(bind, out var messages))
        {
            messages = [];
            _gathered.Add(bind, messages);
        }

        messages.Add(message);
    }

    /// <summary>Hands over what has gathered.</summary>
    public void Send()
    {
        foreach (var (bind, messages) in _gathered)
        {
            _ = SendAsync(bind, messages);
        }

        _gathered.Clear();
    }

    /// <summary>The rows name the new bind already: should this call fail, that bind finds them in the store.</summary>
    private async Task SendAsync(BindKey bind, List<QueuedMessage> messages)
    {
        try
        {
            await grains.GetGrain<ICarrierBindGrain>(bind.ToString()).EnqueueAsync(messages);
        }
        catch (Exception e)
        {
            LogNotHandedOver(logger, messages.Count, bind, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages for {Bind} were not handed over; they stay in the store until the bind looks")]
    private static partial void LogNotHandedOver(ILogger logger, int count, BindKey bind, Exception exception);
}
