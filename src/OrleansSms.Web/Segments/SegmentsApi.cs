using OrleansSms.Contracts.Contacts;
using OrleansSms.Contracts.Segments;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Web.Contacts;

namespace OrleansSms.Web.Segments;

/// <summary>/v1/segments</summary>
internal static class SegmentsApi
{
    private const string Tag = "Segments";
    private const string What = "segment";

    private static readonly FieldNames Names = new("name", "filter") { OtherWords = new Dictionary<string, string> { ["query"] = "filter", ["where"] = "filter" } };
    private static readonly FieldNames PreviewNames = new("filter") { OtherWords = Names.OtherWords };
    private static readonly FieldNames ListNames = new(Paging.Limit, Paging.Cursor);

    public static void MapSegments(this ApiRoutes api)
    {
        api.Post("/v1/segments", Scope.Contacts, CreateAsync).Takes<SegmentRequest>().Gives<SegmentView>(201)
            .Says("createSegment", Tag, "Give a filter a name", "The answer counts the contacts that match now.");
        api.Post("/v1/segments/preview", Scope.Contacts, PreviewAsync).Takes<SegmentPreviewRequest>().Gives<SegmentView>()
            .Says("previewSegment", Tag, "Count the contacts that match a filter, without keeping it");
        api.Get("/v1/segments", Scope.Contacts, ListAsync).Gives<Listing<SegmentView>>().Pages().Says("listSegments", Tag, "List segments");
        api.Get("/v1/segments/{id}", Scope.Contacts, GetAsync).Gives<SegmentView>().Says("getSegment", Tag, "Get a segment and count its contacts");
        api.Get("/v1/segments/{id}/contacts", Scope.Contacts, ListContactsAsync).Gives<Listing<ContactView>>().Pages()
            .Says("listSegmentContacts", Tag, "List the contacts of a segment, newest first");
        api.Patch("/v1/segments/{id}", Scope.Contacts, PatchAsync).Takes<SegmentPatch>().Gives<SegmentView>()
            .Says("updateSegment", Tag, "Change a segment; what is absent stays");
        api.Delete("/v1/segments/{id}", Scope.Contacts, DeleteAsync).GivesNothing().Says("deleteSegment", Tag, "Remove a segment");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        var now = call.Services.Time.GetUnixMicros();
        var blank = new SegmentConfig { Id = call.Services.Ids.Next(SegmentConfig.Prefix), Account = call.Account, Name = "", Filter = "", CreatedAt = now };
        if (await ReadAsync(call, blank, isNew: true) is not var (segment, filter))
        {
            return;
        }

        if (!await Grain(call).PutAsync(segment))
        {
            await call.ProblemAsync(ProblemKind.LimitReached, $"An account may have {SegmentConfig.MaxPerAccount} segments.");
            return;
        }

        call.Context.Response.Headers.Location = "/v1/segments/" + segment.Id;
        await AnswerAsync(call, SegmentView.Of(segment, await Contacts(call).CountAsync(filter, call.Aborted)), StatusCodes.Status201Created);
    }

    private static async Task PreviewAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var filter = new FieldReader(body.Root, PreviewNames, errors).Filter("filter", required: true);
        if (errors.Any || filter is null)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var count = await Contacts(call).CountAsync(filter, call.Aborted);
        await AnswerAsync(call, new SegmentView { Filter = FilterText.Of(filter), Count = count.Matches, UnknownFields = count.UnknownFields });
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => Grain(call).ListAsync(after, limit, call.Aborted),
        static segment => SegmentView.Of(segment), static segment => segment.Id!, WebJson.Shared.ListingSegmentView);

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } segment)
        {
            await AnswerAsync(call, SegmentView.Of(segment, await Contacts(call).CountAsync(FilterOf(segment), call.Aborted)));
        }
    }

    private static async Task ListContactsAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var limit = query.Limit();
        var before = query.String(Paging.Cursor) is { } cursor && ContactId.TryParse(cursor, out var id) ? id : default(ContactId?);
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        if (await FindAsync(call) is { } segment)
        {
            var page = await Contacts(call).ListAsync(FilterOf(segment), before, limit, call.Aborted);
            await call.WritePageAsync(page.Items, page.Next, page.Next is not null, ContactJson.Write);
        }
    }

    private static async Task PatchAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } current && await ReadAsync(call, current, isNew: false) is var (segment, filter))
        {
            await Grain(call).PutAsync(segment);
            await AnswerAsync(call, SegmentView.Of(segment, await Contacts(call).CountAsync(filter, call.Aborted)));
        }
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } segment)
        {
            await Grain(call).DeleteAsync(segment.Id);
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>The segment after the request; null when the request is wrong, and the response then says why.</summary>
    private static async Task<(SegmentConfig Segment, Filter Filter)?> ReadAsync(ApiCall call, SegmentConfig current, bool isNew)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, Names, errors);
        var name = fields.String("name", isNew, SegmentConfig.MaxNameChars) ?? current.Name;
        var filter = fields.Filter("filter", isNew) ?? FilterOf(current);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return null;
        }

        return (current with { Name = name, Filter = FilterText.Of(filter), UpdatedAt = call.Services.Time.GetUnixMicros() }, filter);
    }

    private static async Task<SegmentConfig?> FindAsync(ApiCall call)
    {
        if (await Grain(call).GetAsync(call.Path("id"), call.Aborted) is { } segment)
        {
            return segment;
        }

        await call.NotFoundAsync(What);
        return null;
    }

    private static Filter FilterOf(SegmentConfig segment) => FilterParser.TryParse(segment.Filter, out var filter, out var error)
        ? filter
        : throw new InvalidOperationException($"The filter of segment {segment.Id} cannot be read {error}.");

    private static Task AnswerAsync(ApiCall call, SegmentView view, int status = StatusCodes.Status200OK) =>
        call.JsonAsync(status, view, WebJson.Shared.SegmentView);

    private static ISegmentsGrain Grain(ApiCall call) => call.Grains.GetGrain<ISegmentsGrain>(call.Account);

    private static IContactsGrain Contacts(ApiCall call) => call.Grains.GetGrain<IContactsGrain>(call.Account);
}
