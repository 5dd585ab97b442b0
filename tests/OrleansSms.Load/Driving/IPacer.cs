namespace OrleansSms.Load.Driving;

/// <summary>Says which request goes next and when.</summary>
internal interface IPacer
{
    /// <summary>The next request, and when it was due; null when there are no more.</summary>
    ValueTask<Slot?> NextAsync(CancellationToken cancellationToken);
}

/// <summary>A request and the microsecond it should go: latency counts from there.</summary>
internal readonly record struct Slot(long Request, long DueAt);
