namespace OrleansSms.Grains.Webhooks;

internal sealed partial class EndpointPump
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Endpoint}: event {Event} failed for the {Attempts}. time ({Error}); next try in {Wait}.")]
    private static partial void LogDeferred(ILogger logger, string endpoint, EventId @event, int attempts, string? error, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Endpoint}: event {Event} was given up after {Attempts} tries ({Error}).")]
    private static partial void LogGivenUp(ILogger logger, string endpoint, EventId @event, int attempts, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Endpoint}: event {Event} could not be posted.")]
    private static partial void LogPostBroke(ILogger logger, Exception error, string endpoint, EventId @event);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Endpoint}: the store refused; delivery goes on when it takes part again.")]
    private static partial void LogStoreRefused(ILogger logger, Exception error, string endpoint);
}
