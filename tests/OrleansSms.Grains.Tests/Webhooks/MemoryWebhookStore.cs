using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>Endpoints' progress in memory, with a barrier for tests that wait until something is durable.</summary>
internal sealed class MemoryWebhookStore : IWebhookStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WebhookProgress> _endpoints = [];
    private readonly List<(string Endpoint, Func<WebhookProgress, bool> Condition, TaskCompletionSource<WebhookProgress> Reached)> _waiting = [];

    /// <summary>Number of commits so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Number of coming writes that are refused.</summary>
    public int RefusedWrites { get; set; }

    /// <summary>Whether writes vanish: what a process wrote after it was killed.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Completes when an endpoint's durable progress is as asked.</summary>
    public Task<WebhookProgress> ReachedAsync(string endpoint, Func<WebhookProgress, bool> condition)
    {
        lock (_lock)
        {
            if (_endpoints.TryGetValue(endpoint, out var progress) && condition(progress))
            {
                return Task.FromResult(progress);
            }

            var reached = new TaskCompletionSource<WebhookProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((endpoint, condition, reached));
            return reached.Task;
        }
    }

    public Task<WebhookProgress?> ReadAsync(string endpoint, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_endpoints.GetValueOrDefault(endpoint));
        }
    }

    public Task WriteAsync(
        string endpoint,
        EventId? cursor,
        IReadOnlyList<PendingDelivery> pending,
        IReadOnlyList<EventId> done,
        CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (RefusedWrites > 0)
            {
                RefusedWrites--;
                return Task.FromException(new StoreUnavailableException("The disk is full."));
            }

            if (!IsCutOff)
            {
                Writes++;
                Apply(endpoint, cursor, pending, done);
            }

            return Task.CompletedTask;
        }
    }

    public Task DeleteAsync(string endpoint, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _endpoints.Remove(endpoint);
            return Task.CompletedTask;
        }
    }

    private void Apply(string endpoint, EventId? cursor, IReadOnlyList<PendingDelivery> pending, IReadOnlyList<EventId> done)
    {
        var owed = (_endpoints.GetValueOrDefault(endpoint)?.Pending ?? []).ToDictionary(delivery => delivery.Event);
        foreach (var delivery in pending)
        {
            owed[delivery.Event] = delivery;
        }

        foreach (var id in done)
        {
            owed.Remove(id);
        }

        var progress = new WebhookProgress(cursor, [.. owed.Values.OrderBy(delivery => delivery.Event)]);
        _endpoints[endpoint] = progress;
        foreach (var waiting in _waiting.Where(waiting => waiting.Endpoint == endpoint && waiting.Condition(progress)).ToArray())
        {
            _waiting.Remove(waiting);
            waiting.Reached.SetResult(progress);
        }
    }
}
