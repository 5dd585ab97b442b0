using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Web.Batches;

namespace OrleansSms.Web.Campaigns;

/// <summary>/v1/campaigns: what is done with them.</summary>
internal static class CampaignActionsApi
{
    private static readonly FieldNames TestNames = new("to");

    public static void MapCampaignActions(this ApiRoutes api)
    {
        Action("launch", static (grain, call) => grain.LaunchAsync(call.Principal.Key), "launchCampaign", "Launch a campaign",
            "It goes at its time, or now; where it requires approval, once another key has approved it. Checks the audience, the templates and the senders first.");
        Action("schedule", static (grain, call) => grain.LaunchAsync(call.Principal.Key), "scheduleCampaign", "Launch a campaign at the time of its schedule",
            "The same as launch.");
        Action("approve", static (grain, call) => grain.ApproveAsync(call.Principal.Key), "approveCampaign", "Approve a campaign that somebody else has launched", null);
        Action("pause", static (grain, _) => grain.PauseAsync(), "pauseCampaign", "Stop a campaign for now",
            "When this answers, no further message of it is handed to a carrier. What waits, waits.");
        Action("resume", static (grain, _) => grain.ResumeAsync(), "resumeCampaign", "Go on with a campaign that is paused", null);
        Action("cancel", static (grain, _) => grain.CancelAsync(), "cancelCampaign", "Stop a campaign for good", "Messages that no carrier has yet are taken back.");
        api.Post("/v1/campaigns/{id}/test", Scope.Campaigns, call => CampaignsApi.FindAndAsync(call, TestAsync)).Takes<TestSendRequest>().Gives<AcceptedBatch>(202)
            .Says("testCampaign", CampaignsApi.Tag, "Send each text of a campaign to the team");
        api.Get("/v1/campaigns/{id}/report", Scope.Campaigns, call => CampaignsApi.FindAndAsync(call, ReportAsync)).Gives<CampaignReportView>()
            .Says("getCampaignReport", CampaignsApi.Tag, "Get how a campaign has fared", "By variant, carrier, country and hour. It is kept when its messages are not.");
        api.Get("/v1/campaigns/{id}/report.csv", Scope.Campaigns, call => CampaignsApi.FindAndAsync(call, CsvAsync)).GivesText("text/csv")
            .Says("getCampaignReportCsv", CampaignsApi.Tag, "Get the same as CSV");

        void Action(string name, Func<ICampaignGrain, ApiCall, Task<CampaignAnswer>> act, string operation, string summary, string? description) =>
            api.Post($"/v1/campaigns/{{id}}/{name}", Scope.Campaigns, call => CampaignsApi.FindAndAsync(call, async (found, _) =>
                    await CampaignsApi.AnswerAsync(found, await act(CampaignsApi.Grain(found), found))))
                .Gives<CampaignView>().Problems(409).Says(operation, CampaignsApi.Tag, summary, description);
    }

    private static Task ReportAsync(ApiCall call, CampaignReport report) =>
        call.JsonAsync(StatusCodes.Status200OK, CampaignReportView.Of(report), WebJson.Shared.CampaignReportView);

    private static Task CsvAsync(ApiCall call, CampaignReport report)
    {
        call.Context.Response.ContentType = "text/csv; charset=utf-8";
        return call.Context.Response.WriteAsync(CampaignCsv.Of(CampaignReportView.Of(report)), call.Aborted);
    }

    private static async Task TestAsync(ApiCall call, CampaignReport report)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, TestNames, errors);
        var numbers = ReadNumbers(fields);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var result = await CampaignsApi.Grain(call).TestSendAsync(numbers);
        await (result switch
        {
            { Verdict: SubmitVerdict.Accepted, Batch: { } batch } => call.JsonAsync(
                StatusCodes.Status202Accepted,
                new AcceptedBatch { Id = batch.ToString(), Accepted = result.Accepted, Rejected = result.Rejected, Errors = result.Errors },
                WebJson.Shared.AcceptedBatch),
            { Verdict: SubmitVerdict.Invalid } => call.InvalidAsync(result.Errors),
            _ => call.ProblemAsync(ProblemKind.Unavailable, result.Detail ?? "The gateway does not take messages now."),
        });
    }

    private static List<Msisdn> ReadNumbers(FieldReader fields)
    {
        var numbers = new List<Msisdn>();
        foreach (var text in fields.Strings("to", CampaignLimits.MaxTestRecipients, required: true) ?? [])
        {
            if (NumberParser.TryParse(text, null, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                fields.Errors.Add(FormattableString.Invariant($"{fields.PointerTo("to")}/{numbers.Count}"), "invalid_number", $"Give {NumberParser.Expected}.");
                numbers.Add(default);
            }
        }

        if (numbers.Count == 0 && !fields.Errors.Any)
        {
            fields.Wrong("to", FieldCode.Required, "to must name at least one number");
        }

        return numbers;
    }
}
