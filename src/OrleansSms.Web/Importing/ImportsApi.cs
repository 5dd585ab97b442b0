using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Importing;

namespace OrleansSms.Web.Importing;

/// <summary>/v1/imports</summary>
internal static class ImportsApi
{
    private const string Tag = "Imports";
    private const string What = "import";


    public static void MapImports(this ApiRoutes api)
    {
        api.Post("/v1/imports", Scope.Contacts, CreateAsync).Takes<ImportRequest>().Gives<ImportView>(201)
            .Says("createImport", Tag, "Say how a file of contacts is to be read", "The file is then sent to file_path.");
        api.Put("/v1/imports/{id}/file", Scope.Contacts, call => FindAndAsync(call, ImportUpload.TakeAsync)).Gives<ImportView>(202).Problems(409, 413)
            .Says("uploadImport", Tag, "Send the file: CSV, or CSV packed by gzip", "The answer 202 means that the file is durable and is being read.");
        api.Get("/v1/imports", Scope.Contacts, ListAsync).Gives<Listing<ImportView>>().Pages().Says("listImports", Tag, "List imports");
        api.Get("/v1/imports/{id}", Scope.Contacts, call => FindAndAsync(call, AnswerAsync)).Gives<ImportView>()
            .Says("getImport", Tag, "Get an import and how far it has come");
        api.Get("/v1/imports/{id}/rejects", Scope.Contacts, call => FindAndAsync(call, GiveRejectsAsync)).GivesText("text/csv")
            .Says("getImportRejects", Tag, "Get the rejected rows as CSV, each with its row number and the reason");
        api.Post("/v1/imports/{id}/cancel", Scope.Contacts, call => FindAndAsync(call, CancelAsync)).Gives<ImportView>()
            .Says("cancelImport", Tag, "Stop an import", "What was written stays.");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var blank = new ImportConfig
        {
            Id = call.Services.Ids.Next(ImportConfig.Prefix),
            Account = call.Account,
            CreatedAt = call.Services.Time.GetUnixMicros(),
        };
        var config = ImportFields.Read(new FieldReader(body.Root, ImportFields.Names, errors), blank);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        if (!await call.Grains.GetGrain<IImportsGrain>(call.Account).HasRoomAsync())
        {
            await call.ProblemAsync(ProblemKind.LimitReached, $"An account may have {ImportLimits.MaxPerAccount} imports; they are kept for {ImportLimits.KeptAfterEnd.Days} days.");
            return;
        }

        await Grain(call, config.Id).CreateAsync(config);
        call.Context.Response.Headers.Location = "/v1/imports/" + config.Id;
        await call.JsonAsync(StatusCodes.Status201Created, ImportView.Of(new ImportState { Config = config }), WebJson.Shared.ImportView);
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => call.Grains.GetGrain<IImportsGrain>(call.Account).ListAsync(after, limit, call.Aborted),
        ImportView.Of, static import => import.Id, WebJson.Shared.ListingImportView);

    private static async Task GiveRejectsAsync(ApiCall call, ImportState state)
    {
        var grain = Grain(call, state.Config.Id);
        if (await grain.ReadRejectsAsync(0) is not { } part)
        {
            await call.NotFoundAsync("file of rejects yet, or any more,");
            return;
        }

        call.Context.Response.ContentType = "text/csv; charset=utf-8";
        call.Context.Response.Headers.ContentDisposition = $"attachment; filename=\"{state.Config.Id}-rejects.csv\"";
        for (var offset = 0L; part is { Length: > 0 }; part = await grain.ReadRejectsAsync(offset))
        {
            await call.Context.Response.Body.WriteAsync(part, call.Aborted);
            offset += part.Length;
        }
    }

    private static async Task CancelAsync(ApiCall call, ImportState state)
    {
        var grain = Grain(call, state.Config.Id);
        if (!await grain.CancelAsync())
        {
            await call.ProblemAsync(ProblemKind.TooLate, "The import has ended already.");
            return;
        }

        await AnswerAsync(call, await grain.GetAsync() ?? state);
    }

    private static Task AnswerAsync(ApiCall call, ImportState state) => call.JsonAsync(StatusCodes.Status200OK, ImportView.Of(state), WebJson.Shared.ImportView);

    /// <summary>Goes on with the import in the path, if it is this account's; otherwise the response says that there is none.</summary>
    private static async Task FindAndAsync(ApiCall call, Func<ApiCall, ImportState, Task> next)
    {
        var id = call.Path("id");
        await (PrefixedId.TryParse(id, ImportConfig.Prefix, out _) && await Grain(call, id).GetAsync() is { } state && state.Config.Account == call.Account
            ? next(call, state)
            : call.NotFoundAsync(What));
    }

    internal static IImportGrain Grain(ApiCall call, string id) => call.Grains.GetGrain<IImportGrain>(id);
}
