using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Erasures;

namespace OrleansSms.Web.Exports;

/// <summary>/v1/exports: all that an account holds of a person. An export is kept nowhere; the number stands in the body, since addresses of requests end up in logs.</summary>
internal static class ExportsApi
{
    public static void MapExports(this ApiRoutes api) =>
        api.PostReading("/v1/exports", Scope.Contacts, ExportAsync).Takes<PersonRequest>().Gives<ExportView>()
            .Says("exportPerson", "Persons", "Export all that is held of a person",
                "One document, given as it is read and kept nowhere: messages both ways with their texts, decisions and receipts, the contact, consents, opt-outs and suppressions. Answers to keywords are messages with the tag keyword_answer.");

    private static async Task ExportAsync(ApiCall call)
    {
        if (await PersonFields.ReadAsync(call) is { } number)
        {
            await using var export = new PersonExport(call, number);
            await export.WriteAsync();
        }
    }
}
