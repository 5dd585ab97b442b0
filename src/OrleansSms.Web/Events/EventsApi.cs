using OrleansSms.Contracts.Json;
using OrleansSms.Contracts.Messages;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Events;

/// <summary>/v1/events: the account's log, for those who poll.</summary>
internal static class EventsApi
{
    /// <summary>The same as cursor, for those who keep the id of the last event rather than an answer's cursor.</summary>
    public const string After = "after";

    private static readonly FieldNames ListNames = new(After, Paging.Limit, Paging.Cursor);

    public static void MapEvents(this ApiRoutes api) =>
        api.Get("/v1/events", Scope.MessagesRead, ListAsync).Gives<Listing<EventView>>().Pages()
            .Query(After, "The id of the last event you have: the same as cursor.")
            .Says("listEvents", "Events", "List events, oldest first",
                "next_cursor is always there: keep it and ask again with it for what has happened since.");

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (after, limit) = (ReadCursor(query), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        // One more than asked for tells whether there is more.
        var page = await call.Grains.GetGrain<IMessageReaderGrain>(call.Account).ListEventsAsync(after, limit + 1, call.Aborted);
        var events = page.Readable(call.Services.Time.GetUnixMicros());
        var read = events.Take(limit).ToList();
        var next = read.Count > 0 ? read[^1].Event.Id.ToString() : after?.ToString();
        await call.WritePageAsync(read.FindAll(static record => record.Event.Type.IsKnown()), next, events.Count > limit, EventJson.Write);
    }

    private static EventId? ReadCursor(QueryReader query)
    {
        var (cursor, after) = (query.String(Paging.Cursor), query.String(After));
        if (cursor is not null && after is not null)
        {
            query.Wrong(After, "give either cursor or after: they are the same");
        }

        if ((cursor ?? after) is not { } text)
        {
            return null;
        }

        if (EventId.TryParse(text, out var id))
        {
            return id;
        }

        query.Wrong(cursor is null ? After : Paging.Cursor, "must be the id of an event, evt_…, or the next_cursor of an earlier answer");
        return null;
    }
}
