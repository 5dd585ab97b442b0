using OrleansSms.Contracts.Auditing;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Auditing;

namespace OrleansSms.Web.Auditing;

/// <summary>/v1/audit: what was changed on the operator's side. It can be read, and nothing else.</summary>
internal static class AuditApi
{
    private const string Resource = "resource";

    private static readonly FieldNames ListNames = new(Resource, Paging.Limit, Paging.Cursor);

    public static void MapAudit(this ApiRoutes api) =>
        api.Get("/v1/audit", Scope.Admin, ListAsync).Gives<Listing<AuditView>>().Pages()
            .Query(Resource, "Only changes of this, as in carriers/acme.")
            .Says("listAudit", "Audit", "List changes of accounts, keys, carriers, routes, policies and keywords, newest first",
                "An entry is written before the change is made. Entries are kept for good; secrets are not in them.");

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (resource, before, limit) = (query.String(Resource), query.String(Paging.Cursor), query.Limit());
        if (before is not null && !PrefixedId.TryParse(before, AuditEntry.Prefix, out _))
        {
            query.Wrong(Paging.Cursor, "cursor must be the next_cursor of the answer before");
        }

        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var entries = await call.Grains.GetGrain<IAuditGrain>(0).ListAsync(resource, before, limit + 1, call.Aborted);
        var listing = Listing<AuditView>.Of([.. entries.Select(AuditView.Of)], limit, static entry => entry.Id);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingAuditView);
    }
}
