namespace OrleansSms.Web.Status;

/// <summary>Whether this process can take traffic. The composition root knows: its silo, its store, its drain.</summary>
public interface IReadinessProbe
{
    /// <summary>A sentence that says why not; null when it can.</summary>
    ValueTask<string?> WhyNotReadyAsync(CancellationToken cancellationToken);
}
