using OrleansSms.Contracts.Messages;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Batches;

/// <summary>/v1/batches</summary>
internal static class BatchesApi
{
    private const string Tag = "Batches";
    private const string What = "batch";

    private static readonly FieldNames ListNames = new("status", Paging.Limit, Paging.Cursor);

    public static void MapBatches(this ApiRoutes api)
    {
        api.PostMessages("/v1/batches", Scope.MessagesWrite, SubmitAsync).Takes<BatchRequest>().Gives<AcceptedBatch>(202).Problems(429)
            .Says("sendBatch", Tag, "Send one text to many recipients", "Good rows go; bad rows are reported with their index.");
        api.Get("/v1/batches/{id}", Scope.MessagesRead, GetAsync).Gives<BatchView>().Says("getBatch", Tag, "Get a batch and its counts by status");
        api.Get("/v1/batches/{id}/messages", Scope.MessagesRead, ListAsync).Gives<Listing<MessageView>>().Pages().Query("status", "Where they stand.")
            .Says("listBatchMessages", Tag, "List a batch's messages, newest first");
        api.Post("/v1/batches/{id}/cancel", Scope.MessagesWrite, CancelAsync).Gives<CanceledBatch>()
            .Says("cancelBatch", Tag, "Take back what no carrier has yet of a batch");
    }

    private static async Task SubmitAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync(BodyLimit.Batch);
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var rowErrors = new FieldErrors();
        var request = BatchFields.Read(new FieldReader(body.Root, BatchFields.Batch, errors), rowErrors, call.Services.Options);
        if (await Submission.SubmitAsync(call, request, errors, "", body.Bytes, rowErrors) is { Batch: { } id } result)
        {
            await AnswerAsync(call, id.ToString(), result, rowErrors);
        }
    }

    private static Task AnswerAsync(ApiCall call, string id, SubmitResult result, FieldErrors rowErrors)
    {
        Submission.WriteHeaders(call.Context, result);
        call.Context.Response.Headers.Location = "/v1/batches/" + id;
        var accepted = new AcceptedBatch { Id = id, Accepted = result.Accepted, Rejected = result.Rejected, Errors = rowErrors.WithRows(result.Errors) };
        return call.JsonAsync(StatusCodes.Status202Accepted, accepted, WebJson.Shared.AcceptedBatch);
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (BatchId.TryParse(call.Path("id"), out var id) && await Reader(call).GetBatchAsync(id, call.Aborted) is { } progress)
        {
            await call.JsonAsync(StatusCodes.Status200OK, BatchView.Of(progress), WebJson.Shared.BatchView);
            return;
        }

        await call.NotFoundAsync(What);
    }

    private static async Task ListAsync(ApiCall call)
    {
        if (!BatchId.TryParse(call.Path("id"), out var id) || await Reader(call).GetBatchAsync(id, call.Aborted) is null)
        {
            await call.NotFoundAsync(What);
            return;
        }

        var query = new QueryReader(call.Request, ListNames);
        var filter = new MessageFilter
        {
            Account = call.Account,
            Batch = id,
            Status = query.Choice<MessageStatus>("status"),
            Before = query.MessageCursor(),
            Limit = query.Limit(),
        };
        await MessagesApi.ListAsync(call, filter, query.Errors);
    }

    private static async Task CancelAsync(ApiCall call)
    {
        if (BatchId.TryParse(call.Path("id"), out var id)
            && await call.Grains.GetGrain<ISubmissionGrain>(call.Account).CancelBatchAsync(id, CancellationToken.None) is { } canceled)
        {
            await call.JsonAsync(StatusCodes.Status200OK, new CanceledBatch(id.ToString(), canceled), WebJson.Shared.CanceledBatch);
            return;
        }

        await call.NotFoundAsync(What);
    }

    private static IMessageReaderGrain Reader(ApiCall call) => call.Grains.GetGrain<IMessageReaderGrain>(call.Account);
}
