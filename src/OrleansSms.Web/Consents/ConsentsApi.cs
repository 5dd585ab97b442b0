using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Consents;

/// <summary>/v1/consents: who agreed to what, and when, and how that is known.</summary>
internal static class ConsentsApi
{
    private const string Tag = "Consents";
    private const string Number = "number";

    private static readonly FieldNames ListNames = new(Number, Paging.Limit, Paging.Cursor);

    public static void MapConsents(this ApiRoutes api)
    {
        api.Post("/v1/consents", Scope.Contacts, RecordAsync).Takes<ConsentRequest>().Gives<ConsentView>(201)
            .Says("recordConsent", Tag, "Record a consent",
                "With double_opt_in the recipient is asked to confirm by a text, and the consent counts once the answer is yes. It lifts no opt-out: only the recipient does that.");
        api.Get("/v1/consents", Scope.Contacts, ListAsync).Gives<Listing<ConsentView>>().Query(Number, "Only those of this number; then there is one page.").Pages()
            .Says("listConsents", Tag, "List consents, revoked ones included", "They are kept for five years after they were revoked.");
        api.Get("/v1/consents/{id}", Scope.Contacts, GetAsync).Gives<ConsentView>().Says("getConsent", Tag, "Get a consent");
        api.Post("/v1/consents/{id}/revoke", Scope.Contacts, RevokeAsync).Gives<ConsentView>()
            .Says("revokeConsent", Tag, "Revoke a consent", "What waits by it is recalled where the account requires a consent.");
        api.Get("/v1/possible_opt_outs", Scope.Contacts, ListPossibleAsync).Gives<Listing<PossibleOptOutView>>().Pages()
            .Says("listPossibleOptOuts", Tag, "List texts that may have been an opt-out", "Marketing to their senders is suppressed until somebody says what they were.");
        api.Post("/v1/possible_opt_outs/{number}/confirm", Scope.Contacts, call => ResolveAsync(call, isOptOut: true)).GivesNothing()
            .Says("confirmPossibleOptOut", Tag, "It was an opt-out");
        api.Post("/v1/possible_opt_outs/{number}/dismiss", Scope.Contacts, call => ResolveAsync(call, isOptOut: false)).GivesNothing()
            .Says("dismissPossibleOptOut", Tag, "It was none");
    }

    private static async Task RecordAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, ConsentFields.Names, errors);
        var (number, record) = ConsentFields.Read(fields, call.Services.Ids.Next(ConsentRecord.Prefix), call.Account, call.Services.Time.GetUnixMicros());
        var (from, language) = (fields.String(ConsentFields.From), fields.String(ConsentFields.Language));
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var result = await Grain(call).RecordAsync(number, record, from, language);
        if (result.Errors.Count > 0)
        {
            await call.InvalidAsync(result.Errors);
            return;
        }

        call.Context.Response.Headers.Location = "/v1/consents/" + record.Id;
        await call.JsonAsync(StatusCodes.Status201Created, ConsentView.Of(record, result.Confirmation), WebJson.Shared.ConsentView);
    }

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (number, after, limit) = (query.Number(Number), query.String(Paging.Cursor), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var records = number is { } one ? await Grain(call).ListOfAsync(one) : await Grain(call).ListAsync(after, limit + 1, call.Aborted);
        var views = records.Select(record => ConsentView.Of(record)).ToArray();
        var listing = number is null ? Listing<ConsentView>.Of(views, limit, view => view.Id) : Listing<ConsentView>.Whole(views);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingConsentView);
    }

    private static async Task GetAsync(ApiCall call) => await AnswerAsync(call, await Grain(call).GetAsync(call.Path("id")));

    private static async Task RevokeAsync(ApiCall call) => await AnswerAsync(call, await Grain(call).RevokeAsync(call.Path("id")));

    private static Task AnswerAsync(ApiCall call, ConsentRecord? record) => record is null
        ? call.NotFoundAsync("consent")
        : call.JsonAsync(StatusCodes.Status200OK, ConsentView.Of(record), WebJson.Shared.ConsentView);

    private static async Task ListPossibleAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, new FieldNames(Paging.Limit, Paging.Cursor));
        var (after, limit) = (query.Number(Paging.Cursor), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var reviews = await Grain(call).ListPossibleOptOutsAsync(after, limit + 1, call.Aborted);
        var listing = Listing<PossibleOptOutView>.Of([.. reviews.Select(PossibleOptOutView.Of)], limit, view => view.Number);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingPossibleOptOutView);
    }

    private static async Task ResolveAsync(ApiCall call, bool isOptOut)
    {
        if (PhoneNumberText.TryParse(call.Path(Number), out var number) && await Grain(call).ResolveAsync(number, isOptOut))
        {
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await call.ProblemAsync(ProblemKind.NotFound, "No text of this number waits to be looked at.");
    }

    private static IConsentsGrain Grain(ApiCall call) => call.Grains.GetGrain<IConsentsGrain>(call.Account);
}
