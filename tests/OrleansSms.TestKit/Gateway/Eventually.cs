using System.Text.Json;

namespace OrleansSms.TestKit.Gateway;

/// <summary>Waits for what the gateway will say. The only place in the tests that asks again: everything else waits on a barrier.</summary>
public static class Eventually
{
    // Only a gateway that is stuck takes this long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Reads until what was read will do, and answers that.</summary>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read, Func<T, bool> willDo, Func<T, string>? describe = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (willDo(value))
            {
                return value;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Limit)
            {
                throw new TimeoutException($"After {Limit.TotalSeconds} s it is still: {(describe is null ? value?.ToString() : describe(value))}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Waits until a message has a status.</summary>
    public static Task<JsonElement> MessageIsAsync(this Api api, string id, string status) =>
        ReadAsync(() => api.MessageAsync(id), message => message.GetProperty("status").GetString() == status);

    /// <summary>Waits until a message's timeline holds entries of these kinds, as many as are named.</summary>
    public static Task<IReadOnlyList<JsonElement>> TimelineHoldsAsync(this Api api, string id, params string[] kinds) => ReadAsync(
        () => api.TimelineAsync(id),
        timeline =>
        {
            var found = timeline.Select(entry => entry.GetProperty("kind").GetString()).ToList();
            return kinds.GroupBy(kind => kind).All(kind => found.Count(other => other == kind.Key) >= kind.Count());
        },
        timeline => string.Join("\n", timeline));

    /// <summary>Waits until so many messages of a batch have one of these statuses.</summary>
    public static Task<JsonElement> BatchIsAsync(this Api api, string id, int count, params string[] statuses) => ReadAsync(
        async () => (await api.GetAsync($"/v1/batches/{id}")).Expect(200).Json,
        batch => statuses.Sum(status => batch.GetProperty("counts").GetProperty(status).GetInt32()) == count);

    /// <summary>Waits until the account's log holds events that meet a condition, and answers them.</summary>
    public static Task<IReadOnlyList<JsonElement>> EventsAsync(this Api api, Func<JsonElement, bool> wanted, int count = 1) => ReadAsync(
        async () => (IReadOnlyList<JsonElement>)[.. (await AllEventsAsync(api)).Where(wanted)],
        events => events.Count >= count,
        events => string.Join("\n", events));

    private static async Task<List<JsonElement>> AllEventsAsync(Api api)
    {
        var all = new List<JsonElement>();
        var cursor = "";
        while (true)
        {
            var page = (await api.GetAsync($"/v1/events?limit=100{cursor}")).Expect(200);
            all.AddRange(page.Data);
            if (!page.Json.GetProperty("has_more").GetBoolean())
            {
                return all;
            }

            cursor = "&cursor=" + page.Json.GetProperty("next_cursor").GetString();
        }
    }
}
