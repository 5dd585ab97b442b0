using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;
using OrleansSms.Contracts.Events;
using OrleansSms.Contracts.Json;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Events;

/// <summary>/v1/events/stream: the account's log as server-sent events, whichever silo is asked.</summary>
internal static class EventStreamApi
{
    /// <summary>Listeners of this process: each holds a connection and a subscription.</summary>
    private const int MaxListeners = 1_000;

    private const string LastEventId = "Last-Event-ID";
    private const string ContentType = "text/event-stream";

    private static readonly FieldNames Names = new(EventsApi.After);
    private static int _listeners;

    public static void MapEventStream(this ApiRoutes api) =>
        api.Get("/v1/events/stream", Scope.MessagesRead, StreamAsync).GivesText(ContentType).Problems(400)
            .Query(EventsApi.After, "The id of the last event you have, for a client that cannot send the header Last-Event-ID.")
            .Says("streamEvents", "Events", "Follow events as they happen",
                "Server-sent events: id is the event's id, event its type, data what GET /v1/events lists. A client that connects again with the header "
                + "Last-Event-ID gets everything since; without it the stream begins with what happens from now on. A comment comes when nothing happens for a while.");

    private static async Task StreamAsync(ApiCall call)
    {
        if (!TryReadPlace(call.Request, out var after, out var errors))
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _listeners) > MaxListeners)
            {
                await call.ProblemAsync(ProblemKind.Unavailable, "Too many follow events at this silo; connect again later.");
                return;
            }

            await FollowAsync(call, after);
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    private static async Task FollowAsync(ApiCall call, EventId? after)
    {
        var services = call.Context.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping);
        var streams = services.GetRequiredKeyedService<IStreamProvider>(LiveEvents.Provider);
        var tail = new EventTail(call.Grains, streams, call.Services.Time, call.Account);
        try
        {
            await foreach (var events in tail.ReadAsync(after, end.Token))
            {
                Begin(call.Context.Response);
                Write(call.Context.Response.BodyWriter, events);
                await call.Context.Response.BodyWriter.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The listener went, or this silo goes: the listener connects to another with the id it has.
        }
    }

    private static void Begin(HttpResponse response)
    {
        if (!response.HasStarted)
        {
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-store";

            // Proxies that gather an answer before they pass it on would show nothing.
            response.Headers["X-Accel-Buffering"] = "no";
        }
    }

    private static void Write(IBufferWriter<byte> output, IReadOnlyList<EventRecord> events)
    {
        if (events.Count == 0)
        {
            output.Write(": \n\n"u8);
            return;
        }

        using var writer = new Utf8JsonWriter(output, PublicJson.WriterOptions);
        foreach (var record in events.Where(static record => record.Event.Type.IsKnown()))
        {
            WriteLine(output, $"id: {record.Event.Id}\nevent: {record.Event.Type.Name()}\ndata: ");
            writer.Reset();
            EventJson.Write(writer, record);
            writer.Flush();
            output.Write("\n\n"u8);
        }
    }

    private static void WriteLine(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text.AsSpan(), output);

    private static bool TryReadPlace(HttpRequest request, out EventId? after, [NotNullWhen(false)] out FieldErrors? errors)
    {
        var query = new QueryReader(request, Names);
        var text = request.Headers[LastEventId].ToString() is { Length: > 0 } last ? last : query.String(EventsApi.After);
        after = EventId.TryParse(text, out var id) ? id : null;
        if (text is not null && after is null)
        {
            query.Wrong(EventsApi.After, $"{LastEventId} must be the id of an event, evt_…");
        }

        errors = query.Errors.Any ? query.Errors : null;
        return errors is null;
    }
}
