namespace OrleansSms.Grains.Webhooks;

/// <summary>What one post at a time needs, kept for the next.</summary>
internal sealed class PostSlot(TimeProvider time, CancellationToken stop) : IDisposable
{
    public WebhookBody Body { get; } = new();

    public Deadline Deadline { get; } = new(time, stop);

    public CancellationToken Stop => stop;

    public void Dispose()
    {
        Deadline.Dispose();
        Body.Dispose();
    }
}
