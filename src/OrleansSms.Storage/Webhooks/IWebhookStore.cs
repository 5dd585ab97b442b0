using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Storage.Webhooks;

/// <summary>How far an endpoint has read its account's log, and what it still owes.</summary>
public interface IWebhookStore
{
    /// <summary>Where an endpoint stands; null = it never ran.</summary>
    Task<WebhookProgress?> ReadAsync(string endpoint, CancellationToken cancellationToken = default);

    /// <summary>Moves the cursor, adds or replaces pending deliveries and removes those done, in one commit.</summary>
    Task WriteAsync(
        string endpoint,
        EventId? cursor,
        IReadOnlyList<PendingDelivery> pending,
        IReadOnlyList<EventId> done,
        CancellationToken cancellationToken = default);

    /// <summary>Forgets an endpoint.</summary>
    Task DeleteAsync(string endpoint, CancellationToken cancellationToken = default);
}

/// <summary>Where an endpoint stands.</summary>
/// <param name="Cursor">Last event that was delivered or noted as pending; null = from the beginning.</param>
/// <param name="Pending">What is owed, in the order of the log.</param>
public sealed record WebhookProgress(EventId? Cursor, IReadOnlyList<PendingDelivery> Pending);
