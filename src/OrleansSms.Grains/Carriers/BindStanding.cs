using System.Globalization;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>Whether a bind's session stands, since when, and what last went wrong; and who is told of it: routing, the operator's account, the log.</summary>
internal sealed partial class BindStanding(BindContext context)
{
    private bool _toldThrottling;

    /// <summary>When the session was bound, in Unix microseconds; null while it is not.</summary>
    public long? BoundAt { get; private set; }

    /// <summary>Since when it has not been bound, in microseconds of the monotonic clock; null while it is.</summary>
    public long? DownSince { get; private set; } = context.Clock;

    /// <summary>The last thing that went wrong.</summary>
    public string? LastError { get; private set; }

    /// <summary>When it went wrong, in Unix microseconds.</summary>
    public long? LastErrorAt { get; private set; }

    /// <summary>Whether a session is bound.</summary>
    public bool IsBound => BoundAt is not null;

    /// <summary>A session is bound.</summary>
    public void Up()
    {
        BoundAt = context.Now;
        DownSince = null;
        context.Routing.Report(context.Key, true);
        LogBound(context.Logger, context.Key);
        _ = RaiseAsync(EventType.BindUp, null);
    }

    /// <summary>The session is over.</summary>
    public void Down(string reason, int unanswered)
    {
        BoundAt = null;
        DownSince = context.Clock;
        Failed(reason);
        context.Routing.Report(context.Key, false);
        LogUnbound(context.Logger, context.Key, reason, unanswered);
        _ = RaiseAsync(EventType.BindDown, reason);
    }

    /// <summary>A try to bind failed.</summary>
    public void NotBound(string reason)
    {
        Failed(reason);
        context.Routing.Report(context.Key, false);
    }

    /// <summary>Something went wrong.</summary>
    public void Failed(string reason) => (LastError, LastErrorAt) = (reason, context.Now);

    /// <summary>The bind is gone.</summary>
    public void Gone()
    {
        context.Routing.Report(context.Key, false);
        context.Metrics.Bind(context.Key, null);
    }

    /// <summary>Tells once that the carrier has begun to throttle.</summary>
    public void TellThrottling(TpsLimiter limiter)
    {
        var throttled = limiter.IsLowered;
        if (throttled && !_toldThrottling)
        {
            _ = RaiseAsync(EventType.BindThrottled, string.Create(CultureInfo.InvariantCulture, $"{limiter.EffectiveTps:0} segments a second"));
        }

        _toldThrottling = throttled;
    }

    /// <summary>Tells the operator's account. An event that the store does not take is only logged: the state itself is asked for, not replayed.</summary>
    private async Task RaiseAsync(EventType type, string? error)
    {
        var entry = new LoggedEvent { Type = type, At = context.Now, Subject = context.Name, Error = error };
        try
        {
            await context.Store.CommitAsync(new ChangeSet { Events = [(AccountConfig.DefaultId, entry)] }, CommitLane.Bulk, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            LogNotTold(context.Logger, context.Key, type.Name(), e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Bind} is bound")]
    private static partial void LogBound(ILogger logger, BindKey bind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind} is down: {Reason} ({Unanswered} unanswered)")]
    private static partial void LogUnbound(ILogger logger, BindKey bind, string reason, int unanswered);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: {EventType} could not be written to the event log")]
    private static partial void LogNotTold(ILogger logger, BindKey bind, string eventType, Exception exception);
}
