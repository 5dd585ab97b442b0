using OrleansSms.Contracts.Json;
using OrleansSms.Contracts.Messages;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Inbound;

/// <summary>/v1/inbound: messages from handsets.</summary>
internal static class InboundApi
{
    private static readonly FieldNames ListNames = new(Paging.Limit, Paging.Cursor);

    public static void MapInbound(this ApiRoutes api) =>
        api.Get("/v1/inbound", Scope.MessagesRead, ListAsync).Gives<Listing<InboundView>>().Pages()
            .Says("listInbound", "Inbound", "List messages from handsets, newest first",
                "To follow them as they come, poll /v1/events, which is oldest first, or have message.received posted to a webhook endpoint.");

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (before, limit) = (query.MessageCursor(), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var page = await call.Grains.GetGrain<IMessageReaderGrain>(call.Account).ListInboundAsync(before, limit, call.Aborted);
        await call.WritePageAsync(page.Items, page.Next, page.Next is not null, InboundJson.Write);
    }
}
