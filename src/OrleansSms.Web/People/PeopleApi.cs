using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.People;

/// <summary>What an account has to do with one person.</summary>
internal static class PeopleApi
{
    private static readonly FieldNames ListNames = new(Paging.Limit, Paging.Cursor);

    public static void MapPeople(this ApiRoutes api) =>
        api.Get("/v1/contacts/{number}/timeline", Scope.Contacts, GetTimelineAsync).Gives<Listing<PersonEntryView>>().Pages()
            .Says("getContactTimeline", "Contacts", "A person's timeline, newest first",
                "Messages both ways, opt-outs, suppressions and consents. A page may be short before the end: go on while has_more is true.");

    private static async Task GetTimelineAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (before, limit) = (query.MessageCursor(), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        if (!PhoneNumberText.TryParse(call.Path("number"), out var number))
        {
            await call.ProblemAsync(ProblemKind.NotFound, $"The path must have {PhoneNumberText.Expected}.");
            return;
        }

        var page = await call.Grains.GetGrain<IPeopleGrain>(call.Account).ReadTimelineAsync(number, before, limit, call.Aborted);
        await call.WritePageAsync(page.Items, page.Next, page.Next is not null, PersonEntryView.Write);
    }
}
