using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Gathers an endpoint's progress until it is written in one commit.</summary>
internal sealed class ProgressLedger(IWebhookStore store, string endpoint)
{
    private Dictionary<EventId, PendingDelivery?> _changes = [];
    private EventId? _cursor;
    private bool _moved;

    public void StartAt(EventId? cursor) => _cursor = cursor;

    public void MoveTo(EventId cursor) => (_cursor, _moved) = (cursor, true);

    /// <summary>A delivery is pending from now on, or tried again at another time.</summary>
    public void Owe(Delivery delivery) =>
        _changes[delivery.Id] = new PendingDelivery(delivery.Id, delivery.Message, delivery.Attempts, delivery.NextAt);

    /// <summary>A pending delivery has come to its end.</summary>
    public void Settle(EventId id) => _changes[id] = null;

    /// <summary>Writes what has gathered. When the store refuses, it stays gathered.</summary>
    public async Task WriteAsync()
    {
        if (!_moved && _changes.Count == 0)
        {
            return;
        }

        var changes = _changes;
        (_changes, _moved) = ([], false);
        try
        {
            await store.WriteAsync(
                endpoint,
                _cursor,
                [.. changes.Values.OfType<PendingDelivery>()],
                [.. changes.Where(change => change.Value is null).Select(change => change.Key)],
                CancellationToken.None);
        }
        catch
        {
            _moved = true;
            foreach (var (id, change) in changes)
            {
                _changes.TryAdd(id, change);
            }

            throw;
        }
    }
}
