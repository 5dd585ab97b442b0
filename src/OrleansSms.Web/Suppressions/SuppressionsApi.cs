using System.Text;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Web.Csv;
using OrleansSms.Web.Idempotency;

namespace OrleansSms.Web.Suppressions;

/// <summary>/v1/suppressions: numbers that are not texted whatever the recipients say.</summary>
internal static class SuppressionsApi
{
    private const string Tag = "Suppressions";
    private const string List = "list";
    private const string ListText = "The list; the account's own when absent. A shared one must stand in the account's policy.";

    private static readonly FieldNames ListNames = new(List, Paging.Limit, Paging.Cursor);
    private static readonly FieldNames OneNames = new(List);

    public static void MapSuppressions(this ApiRoutes api)
    {
        api.Post("/v1/suppressions", Scope.Contacts, PutAsync).Takes<SuppressionRequest>("text/csv").Gives<SuppressionView>(201).Gives<SuppressionImportView>()
            .Query(List, "With text/csv: the list; the account's own when absent.")
            .Says("createSuppression", Tag, "Suppress a number, or the numbers of a CSV file",
                "What waits for it is recalled. With Content-Type text/csv the body has lines of number, reason and expires_at; the good lines are taken, the bad ones reported.");
        api.Get("/v1/suppressions", Scope.Contacts, ListAsync).Gives<Listing<SuppressionView>>().Query(List, ListText).Pages()
            .Says("listSuppressions", Tag, "List the numbers of a list");
        api.Get("/v1/suppressions/export", Scope.Contacts, ExportAsync).GivesText("text/csv").Problems(400).Query(List, ListText)
            .Says("exportSuppressions", Tag, "A list as a CSV file, which can be imported again");
        api.Get("/v1/suppressions/{number}", Scope.Contacts, GetAsync).Gives<SuppressionView>().Query(List, ListText)
            .Says("getSuppression", Tag, "Whether a number stands on a list");
        api.Delete("/v1/suppressions/{number}", Scope.Contacts, DeleteAsync).GivesNothing().Query(List, ListText)
            .Says("deleteSuppression", Tag, "Take a number off a list", "It does not lift an opt-out: only the recipient can do that.");
    }

    private static Task PutAsync(ApiCall call) => BodyLimit.IsCsv(call.Request) ? ImportAsync(call) : PutOneAsync(call);

    private static async Task PutOneAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, SuppressionFields.Names, errors);
        var list = await FindListAsync(call, fields.String(List), errors);
        var entry = SuppressionFields.Read(fields, list, call.Services.Time.GetUnixMicros());
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        await Grain(call, list).PutAsync([entry]);
        call.Context.Response.Headers.Location = "/v1/suppressions/" + entry.Number;
        await call.JsonAsync(StatusCodes.Status201Created, SuppressionView.Of(entry), WebJson.Shared.SuppressionView);
    }

    private static async Task ImportAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, OneNames);
        var list = await FindListAsync(call, query.String(List), query.Errors);
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        if (await BufferedBody.ReadAsync(call.Context, BodyLimit.Csv) is not { } body)
        {
            return;
        }

        var errors = new FieldErrors();
        var (entries, rejected) = SuppressionFields.ReadCsv(Encoding.UTF8.GetString(body), list, call.Services.Time.GetUnixMicros(), errors);
        if (entries.Count == 0 && errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        foreach (var page in entries.Chunk(ISuppressionListGrain.MaxNumbers))
        {
            await Grain(call, list).PutAsync(page);
        }

        await call.JsonAsync(StatusCodes.Status200OK, new SuppressionImportView(entries.Count, rejected, errors.List), WebJson.Shared.SuppressionImportView);
    }

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (after, limit) = (query.Number(Paging.Cursor), query.Limit());
        var list = await FindListAsync(call, query.String(List), query.Errors);
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var entries = await Grain(call, list).ListAsync(after, limit + 1, call.Aborted);
        var listing = Listing<SuppressionView>.Of([.. entries.Select(SuppressionView.Of)], limit, entry => entry.Number);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingSuppressionView);
    }

    private static async Task ExportAsync(ApiCall call)
    {
        if (await ReadListAsync(call) is not { } list)
        {
            return;
        }

        var response = call.Context.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync("number,reason,expires_at\r\n", call.Aborted);
        IReadOnlyList<SuppressionEntry> page;
        Msisdn? after = null;
        do
        {
            page = await Grain(call, list).ListAsync(after, ISuppressionListGrain.MaxNumbers, call.Aborted);
            await response.WriteAsync(string.Concat(page.Select(LineOf)), call.Aborted);
            after = page.Count > 0 ? page[^1].Number : after;
        }
        while (page.Count == ISuppressionListGrain.MaxNumbers);
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (await ReadListAsync(call) is { } list && await FindAsync(call, list) is { } entry)
        {
            await call.JsonAsync(StatusCodes.Status200OK, SuppressionView.Of(entry), WebJson.Shared.SuppressionView);
        }
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await ReadListAsync(call) is { } list && await FindAsync(call, list) is { } entry)
        {
            await Grain(call, list).RemoveAsync(entry.Number);
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static async Task<SuppressionEntry?> FindAsync(ApiCall call, string list)
    {
        var entry = PhoneNumberText.TryParse(call.Path("number"), out var number) ? await Grain(call, list).FindAsync(number) : null;
        if (entry is null)
        {
            await call.ProblemAsync(ProblemKind.NotFound, "The number does not stand on this list.");
        }

        return entry;
    }

    private static async Task<string?> ReadListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, OneNames);
        var list = await FindListAsync(call, query.String(List), query.Errors);
        if (!query.Errors.Any)
        {
            return list;
        }

        await call.InvalidAsync(query.Errors.List);
        return null;
    }

    /// <summary>A shared list is for accounts whose policy names it, and for the operator.</summary>
    private static async ValueTask<string> FindListAsync(ApiCall call, string? name, FieldErrors errors)
    {
        if (name is null || name == call.Account)
        {
            return call.Account;
        }

        if (!ConfiguredName.IsValid(name))
        {
            errors.Add("/" + List, FieldCode.InvalidValue, $"a list's name has {ConfiguredName.Expected}");
        }
        else if (!call.Principal.Scopes.Contains(Scope.Admin)
            && (await call.Grains.GetGrain<IAccountGrain>(call.Account).GetPolicyAsync())?.SuppressionLists?.Contains(name) != true)
        {
            errors.Add("/" + List, FieldCode.NotFound, "your account's policy names no list of this name");
        }

        return name;
    }

    private static string LineOf(SuppressionEntry entry) =>
        $"{entry.Number},{CsvReader.Write(entry.Reason)},{(entry.Until is { } until ? Rfc3339.Write(until.ToTime()) : "")}\r\n";

    private static ISuppressionListGrain Grain(ApiCall call, string list) => call.Grains.GetGrain<ISuppressionListGrain>(list);
}
