using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>/v1/campaigns: what they are.</summary>
internal static class CampaignsApi
{
    public const string Tag = "Campaigns";
    private const string What = "campaign";
    private const string PaceOnly = "pace";


    public static void MapCampaigns(this ApiRoutes api)
    {
        api.Post("/v1/campaigns", Scope.Campaigns, CreateAsync).Takes<CampaignRequest>().Gives<CampaignView>(201)
            .Says("createCampaign", Tag, "Draft a campaign", "Nothing goes before it is launched.");
        api.Get("/v1/campaigns", Scope.Campaigns, ListAsync).Gives<Listing<CampaignView>>().Pages().Says("listCampaigns", Tag, "List campaigns");
        api.Get("/v1/campaigns/{id}", Scope.Campaigns, call => FindAndAsync(call, GetAsync)).Gives<CampaignView>()
            .Says("getCampaign", Tag, "Get a campaign and how far it has come");
        api.Patch("/v1/campaigns/{id}", Scope.Campaigns, call => FindAndAsync(call, PatchAsync)).Takes<CampaignPatch>().Gives<CampaignView>().Problems(409)
            .Says("updateCampaign", Tag, "Change a draft; what is absent stays", "Of a campaign that has been launched only the pace can be changed.");
        api.Delete("/v1/campaigns/{id}", Scope.Campaigns, call => FindAndAsync(call, DeleteAsync)).GivesNothing().Problems(409)
            .Says("deleteCampaign", Tag, "Remove a campaign that does not go", "Its messages stay.");
        api.MapCampaignActions();
        api.MapDryRuns();
    }

    /// <summary>Finds the campaign that the path names, for the account of the key.</summary>
    public static async Task FindAndAsync(ApiCall call, Func<ApiCall, CampaignReport, Task> then)
    {
        if (PrefixedId.TryParse(call.Path("id"), CampaignLimits.Prefix, out _) && await Grain(call).GetAsync() is { } report && report.State.Account == call.Account)
        {
            await then(call, report);
            return;
        }

        await call.NotFoundAsync(What);
    }

    public static ICampaignGrain Grain(ApiCall call) => call.Grains.GetGrain<ICampaignGrain>(call.Path("id"));

    public static Task GetAsync(ApiCall call, CampaignReport report) => AnswerAsync(call, report);

    public static Task AnswerAsync(ApiCall call, CampaignReport report, int status = StatusCodes.Status200OK) =>
        call.JsonAsync(status, CampaignView.Of(report), WebJson.Shared.CampaignView);

    /// <summary>Tells what became of a wish.</summary>
    public static Task AnswerAsync(ApiCall call, CampaignAnswer answer) => answer switch
    {
        { Verdict: CampaignVerdict.Done, Campaign: { } report } => AnswerAsync(call, report),
        { Verdict: CampaignVerdict.Invalid, Errors: { } errors } => call.InvalidAsync(errors),
        { Verdict: CampaignVerdict.SameKey } => call.ProblemAsync(ProblemKind.NotAllowedNow, "The key that launched a campaign cannot approve it: another person has to."),
        { Campaign: { } report } => call.ProblemAsync(
            ProblemKind.NotAllowedNow, $"The campaign is {EnumNames<CampaignStatus>.Of(report.State.Status)}: this is not possible now."),
        _ => call.NotFoundAsync(What),
    };

    private static async Task CreateAsync(ApiCall call)
    {
        if (await ReadAsync(call, new CampaignDefinition(), isNew: true) is not { } definition)
        {
            return;
        }

        if (!await call.Grains.GetGrain<ICampaignsGrain>(call.Account).HasRoomAsync())
        {
            await call.ProblemAsync(ProblemKind.LimitReached, $"An account may have {CampaignLimits.MaxPerAccount} campaigns: remove some that have ended.");
            return;
        }

        var now = call.Services.Time.GetUnixMicros();
        var campaign = new CampaignState
        {
            Id = call.Services.Ids.Next(CampaignLimits.Prefix),
            Account = call.Account,
            Definition = definition,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await call.Grains.GetGrain<ICampaignGrain>(campaign.Id).CreateAsync(campaign);
        call.Context.Response.Headers.Location = "/v1/campaigns/" + campaign.Id;
        await call.JsonAsync(StatusCodes.Status201Created, CampaignView.Of(campaign), WebJson.Shared.CampaignView);
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => call.Grains.GetGrain<ICampaignsGrain>(call.Account).ListAsync(after, limit, call.Aborted),
        CampaignView.Of, static campaign => campaign.Id, WebJson.Shared.ListingCampaignView);

    private static async Task PatchAsync(ApiCall call, CampaignReport report)
    {
        if (await ReadAsync(call, report.State.Definition, isNew: false, isDraft: report.State.Status == CampaignStatus.Draft) is not { } definition)
        {
            return;
        }

        await AnswerAsync(call, report.State.Status == CampaignStatus.Draft
            ? await Grain(call).EditAsync(definition)
            : await Grain(call).SetPaceAsync(definition.Pace));
    }

    private static async Task DeleteAsync(ApiCall call, CampaignReport report)
    {
        var answer = await Grain(call).DeleteAsync();
        if (answer.Verdict == CampaignVerdict.Done)
        {
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await AnswerAsync(call, answer);
    }

    /// <summary>The definition after the request; null when the request is wrong, and the response then says why.</summary>
    private static async Task<CampaignDefinition?> ReadAsync(ApiCall call, CampaignDefinition current, bool isNew, bool isDraft = true)
    {
        using var body = await call.ReadBodyAsync(BodyLimit.Contact);
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var definition = CampaignFields.Read(new FieldReader(body.Root, CampaignFields.Names, errors), current, isNew);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return null;
        }

        if (!isDraft && body.Root.EnumerateObject().Any(static property => property.Name != PaceOnly))
        {
            await call.ProblemAsync(ProblemKind.NotAllowedNow, "The campaign has been launched: only its pace can be changed.");
            return null;
        }

        return definition;
    }
}
