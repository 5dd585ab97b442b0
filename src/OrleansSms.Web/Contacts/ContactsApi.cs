using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Web.Segments;

namespace OrleansSms.Web.Contacts;

/// <summary>/v1/contacts and /v1/contact_fields</summary>
internal static class ContactsApi
{
    private const string Tag = "Contacts";
    private const string What = "contact";

    private static readonly FieldNames ListNames = new("number", "tag", "list", "language", "filter", Paging.Limit, Paging.Cursor);

    public static void MapContacts(this ApiRoutes api)
    {
        api.Post("/v1/contacts", Scope.Contacts, CreateAsync).Takes<ContactRequest>().Gives<ContactView>(201)
            .Says("createContact", Tag, "Make a contact", "409 already_exists where the number has one.");
        api.Get("/v1/contacts", Scope.Contacts, ListAsync).Gives<Listing<ContactView>>().Pages()
            .Query("number", "The number.").Query("tag", "A tag they have.").Query("list", "A list they are on.").Query("language", "Their language.")
            .Query("filter", "A filter in the language of segments.")
            .Says("listContacts", Tag, "List contacts, newest first", "A page may be short, or empty, before the end: go by has_more.");
        api.Get("/v1/contacts/{id}", Scope.Contacts, GetAsync).Gives<ContactView>()
            .Says("getContact", Tag, "Get a contact and how messages have fared with it");
        api.Patch("/v1/contacts/{id}", Scope.Contacts, PatchAsync).Takes<ContactPatchRequest>().Gives<ContactView>()
            .Says("updateContact", Tag, "Change a contact; what is absent stays");
        api.Delete("/v1/contacts/{id}", Scope.Contacts, DeleteAsync).GivesNothing().Says("deleteContact", Tag, "Remove a contact");
        api.Get("/v1/contact_fields", Scope.Contacts, ListFieldsAsync).Gives<Listing<string>>()
            .Says("listContactFields", Tag, "List the names of fields that contacts have or had");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync(BodyLimit.Contact);
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, ContactFields.Names, errors);
        var number = ContactFields.ReadNumber(fields);
        var patch = ContactFields.Read(fields, call.Services.Time.GetUnixMicros());
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var result = await Grain(call).CreateAsync(number, patch);
        if (result is { Outcome: ContactOutcome.Created, Contact: { } contact })
        {
            call.Context.Response.Headers.Location = $"/v1/contacts/{contact.Id}";
            await call.Context.WriteAsync(StatusCodes.Status201Created, contact, ContactJson.Write);
            return;
        }

        await RefuseAsync(call, result);
    }

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var filter = query.Filter("filter") ?? Filter.All;
        var limit = query.Limit();
        var before = ReadCursor(query);
        if (query.Number("number") is { } number)
        {
            filter = Equal("number", number.ToString()).And(filter);
        }

        if (query.String("language") is { } language)
        {
            filter = Equal("language", language).And(filter);
        }

        filter = Member(query, "tag", MembershipKind.Tag, Member(query, "list", MembershipKind.List, filter));
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var page = await Grain(call).ListAsync(filter, before, limit, call.Aborted);
        await call.WritePageAsync(page.Items, page.Next, page.Next is not null, ContactJson.Write);
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (ContactId.TryParse(call.Path("id"), out var id) && await Grain(call).GetAsync(id, call.Aborted) is { } known)
        {
            await call.WriteAsync(known, ContactJson.Write);
            return;
        }

        await call.NotFoundAsync(What);
    }

    private static async Task PatchAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync(BodyLimit.Contact);
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var patch = ContactFields.Read(new FieldReader(body.Root, ContactFields.PatchNames, errors), call.Services.Time.GetUnixMicros());
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var result = ContactId.TryParse(call.Path("id"), out var id) ? await Grain(call).UpdateAsync(id, patch) : new(ContactOutcome.NotFound, null);
        await (result is { Outcome: ContactOutcome.Updated, Contact: { } contact } ? call.WriteAsync(contact, ContactJson.Write) : RefuseAsync(call, result));
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (ContactId.TryParse(call.Path("id"), out var id) && await Grain(call).DeleteAsync(id))
        {
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await call.NotFoundAsync(What);
    }

    private static async Task ListFieldsAsync(ApiCall call)
    {
        var names = Listing<string>.Whole(await Grain(call).ListFieldsAsync(call.Aborted));
        await call.JsonAsync(StatusCodes.Status200OK, names, WebJson.Shared.ListingString);
    }

    private static Task RefuseAsync(ApiCall call, ContactResult result) => result.Outcome switch
    {
        ContactOutcome.Exists => call.ProblemAsync(ProblemKind.AlreadyExists, $"The number has a contact already: {result.Contact?.Id}."),
        ContactOutcome.TooManyFields => call.ProblemAsync(ProblemKind.LimitReached, string.Create(
            CultureInfo.InvariantCulture,
            $"A contact may have {ContactLimits.MaxFields} fields, and an account {ContactLimits.MaxAccountFields} different names of fields.")),
        _ => call.NotFoundAsync(What),
    };

    private static ContactId? ReadCursor(QueryReader query)
    {
        if (query.String(Paging.Cursor) is not { } text)
        {
            return null;
        }

        if (ContactId.TryParse(text, out var id))
        {
            return id;
        }

        query.Wrong(Paging.Cursor, "cursor must be the next_cursor of an earlier answer");
        return null;
    }

    private static Comparison Equal(string field, string text) => new(field, CompareOperator.Equal, new FilterValue(FieldValue.OfText(text)));

    private static Filter Member(QueryReader query, string name, MembershipKind kind, Filter filter) =>
        query.String(name) is { } member ? new Membership(kind, member).And(filter) : filter;

    private static IContactsGrain Grain(ApiCall call) => call.Grains.GetGrain<IContactsGrain>(call.Account);
}
