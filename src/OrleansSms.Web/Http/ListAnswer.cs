using System.Text.Json.Serialization.Metadata;

namespace OrleansSms.Web.Http;

/// <summary>Lists that are asked for by cursor and limit alone.</summary>
internal static class ListAnswer
{
    private static readonly FieldNames Names = new(Paging.Limit, Paging.Cursor);

    /// <summary>Answers with the page that the request asks for, or with what is wrong with it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="read">Reads from behind a cursor; null = from the beginning. It is asked for one more than the page holds, to see whether there is more.</param>
    /// <param name="view">How an item is shown.</param>
    /// <param name="id">The cursor behind an item.</param>
    /// <param name="type">How a page is written.</param>
    public static async Task ListAsync<TItem, TView>(
        this ApiCall call, Func<string?, int, Task<IReadOnlyList<TItem>>> read, Func<TItem, TView> view, Func<TView, string> id, JsonTypeInfo<Listing<TView>> type)
    {
        var query = new QueryReader(call.Request, Names);
        var (after, limit) = (query.String(Paging.Cursor), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var items = await read(after, limit + 1);
        await call.JsonAsync(StatusCodes.Status200OK, Listing<TView>.Of([.. items.Select(view)], limit, id), type);
    }
}
