using OrleansSms.Contracts.Json;
using OrleansSms.Contracts.Messages;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Messages;

/// <summary>/v1/messages</summary>
internal static class MessagesApi
{
    private const string Tag = "Messages";
    private const string What = "message";

    private static readonly FieldNames ListNames = new(
        "to", "from", "status", "category", "batch_id", "campaign_id", "client_reference", "tag", "created_from", "created_before", Paging.Limit, Paging.Cursor);

    public static void MapMessages(this ApiRoutes api)
    {
        api.PostMessages("/v1/messages", Scope.MessagesWrite, SubmitAsync)
            .Takes<MessageRequest>().Gives<AcceptedMessage>(202).Problems(429)
            .Says("sendMessage", Tag, "Send a message", "The answer 202 means that the message is durable.");
        api.Get("/v1/messages", Scope.MessagesRead, ListAsync).Gives<Listing<MessageView>>().Pages()
            .Query("to", "Recipient in E.164.").Query("from", "Originator.").Query("status", "Where they stand.")
            .Query("category", "What they are for.").Query("batch_id", "The batch they came in.").Query("campaign_id", "The campaign they belong to.")
            .Query("client_reference", "Your reference.").Query("tag", "A tag they carry.").Query("created_from", "Created at or after this time.")
            .Query("created_before", "Created before this time.")
            .Says("listMessages", Tag, "List messages, newest first");
        api.Get("/v1/messages/{id}", Scope.MessagesRead, GetAsync).Gives<MessageView>().Says("getMessage", Tag, "Get a message");
        api.Get("/v1/messages/{id}/timeline", Scope.MessagesRead, GetTimelineAsync).Gives<Listing<TimelineView>>()
            .Says("getMessageTimeline", Tag, "Get a message's history",
                "Everything that was decided and every exchange with a carrier, oldest first.");
        api.Post("/v1/messages/{id}/cancel", Scope.MessagesWrite, CancelAsync).Gives<MessageView>()
            .Says("cancelMessage", Tag, "Take a message back", "Possible until it is handed to a carrier; 409 too_late after that.");
        api.Post("/v1/messages/preview", Scope.MessagesWrite, PreviewAsync).Takes<MessageRequest>().Gives<PreviewView>()
            .Says("previewMessage", Tag, "Preview a message", "What it would look like and what would happen to it, without sending it.");
    }

    private static async Task SubmitAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var request = MessageFields.ReadMessage(new FieldReader(body.Root, MessageFields.Message, errors), call.Services.Options);
        await Submission.SubmitMessageAsync(call, request, errors, "", body.Bytes);
    }

    private static async Task PreviewAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var request = MessageFields.ReadMessage(new FieldReader(body.Root, MessageFields.Message, errors), call.Services.Options);
        var preview = await call.Grains.GetGrain<ISubmissionGrain>(call.Account).PreviewAsync(request, call.Aborted);
        if (errors.Any || preview.Errors.Count > 0)
        {
            await call.InvalidAsync(errors.With(preview.Errors));
            return;
        }

        await call.JsonAsync(StatusCodes.Status200OK, PreviewView.Of(preview), WebJson.Shared.PreviewView);
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (MessageId.TryParse(call.Path("id"), out var id) && await Reader(call).GetAsync(id, call.Aborted) is { } message)
        {
            await call.WriteAsync(message, MessageJson.Write);
            return;
        }

        await call.NotFoundAsync(What);
    }

    private static async Task GetTimelineAsync(ApiCall call)
    {
        if (MessageId.TryParse(call.Path("id"), out var id) && await Reader(call).GetTimelineAsync(id, call.Aborted) is { } timeline)
        {
            var page = Listing<TimelineView>.Whole([.. timeline.Select(TimelineView.Of)]);
            await call.JsonAsync(StatusCodes.Status200OK, page, WebJson.Shared.ListingTimelineView);
            return;
        }

        await call.NotFoundAsync(What);
    }

    private static async Task CancelAsync(ApiCall call)
    {
        if (!MessageId.TryParse(call.Path("id"), out var id))
        {
            await call.NotFoundAsync(What);
            return;
        }

        var result = await call.Grains.GetGrain<ISubmissionGrain>(call.Account).CancelAsync(id, CancellationToken.None);
        await (result switch
        {
            { Verdict: CancelVerdict.Canceled, Message: { } message } => call.WriteAsync(message, MessageJson.Write),
            { Verdict: CancelVerdict.TooLate } => call.ProblemAsync(ProblemKind.TooLate, TooLate(result.Message)),
            _ => call.NotFoundAsync(What),
        });
    }

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var filter = ReadFilter(query, call.Account);
        await ListAsync(call, filter, query.Errors);
    }

    public static async Task ListAsync(ApiCall call, MessageFilter filter, FieldErrors errors)
    {
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var page = await Reader(call).ListAsync(filter, call.Aborted);
        await call.WritePageAsync(page.Items, page.Next, page.Next is not null, MessageJson.Write);
    }

    private static MessageFilter ReadFilter(QueryReader query, string account) => new()
    {
        Account = account,
        To = query.Number("to"),
        From = query.String("from") is { } from ? PhoneNumberText.RestorePlus(from) : null,
        Status = query.Choice<MessageStatus>("status"),
        Category = query.Choice<MessageCategory>("category"),
        Batch = ReadBatch(query),
        Campaign = query.String("campaign_id"),
        ClientReference = query.String("client_reference"),
        Tag = query.String("tag"),
        CreatedFrom = query.Micros("created_from"),
        CreatedBefore = query.Micros("created_before"),
        Before = query.MessageCursor(),
        Limit = query.Limit(),
    };

    private static BatchId? ReadBatch(QueryReader query)
    {
        if (query.String("batch_id") is not { } text)
        {
            return null;
        }

        if (BatchId.TryParse(text, out var id))
        {
            return id;
        }

        query.Wrong("batch_id", "batch_id must be the id of a batch, bat_…");
        return null;
    }

    private static string TooLate(MessageRecord? message) => message is null
        ? "The message cannot be taken back any more."
        : $"The message is {EnumNames<MessageStatus>.Of(message.Status)}: it cannot be taken back any more.";

    private static IMessageReaderGrain Reader(ApiCall call) => call.Grains.GetGrain<IMessageReaderGrain>(call.Account);
}
