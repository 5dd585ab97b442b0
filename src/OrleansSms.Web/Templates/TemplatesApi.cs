using OrleansSms.Contracts.Templates;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Templates;

namespace OrleansSms.Web.Templates;

/// <summary>/v1/templates</summary>
internal static class TemplatesApi
{
    private const string Tag = "Templates";
    private const string What = "template";


    public static void MapTemplates(this ApiRoutes api)
    {
        api.Post("/v1/templates", Scope.Contacts, CreateAsync).Takes<TemplateRequest>().Gives<TemplateView>(201)
            .Says("createTemplate", Tag, "Keep a text with places for what differs by recipient");
        api.Post("/v1/templates/preview", Scope.Contacts, TryAsync).Takes<TemplateTryRequest>().Gives<TemplatePreviewView>()
            .Says("tryTemplate", Tag, "Show what a text would become, without keeping it");
        api.Get("/v1/templates", Scope.Contacts, ListAsync).Gives<Listing<TemplateView>>().Pages().Says("listTemplates", Tag, "List templates");
        api.Get("/v1/templates/{id}", Scope.Contacts, GetAsync).Gives<TemplateView>().Says("getTemplate", Tag, "Get a template");
        api.Post("/v1/templates/{id}/preview", Scope.Contacts, PreviewAsync).Takes<TemplateSampleRequest>().Gives<TemplatePreviewView>()
            .Says("previewTemplate", Tag, "Show what a recipient would get");
        api.Patch("/v1/templates/{id}", Scope.Contacts, PatchAsync).Takes<TemplatePatch>().Gives<TemplateView>()
            .Says("updateTemplate", Tag, "Change a template; what is absent stays");
        api.Delete("/v1/templates/{id}", Scope.Contacts, DeleteAsync).GivesNothing().Says("deleteTemplate", Tag, "Remove a template");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        var now = call.Services.Time.GetUnixMicros();
        var blank = new TemplateConfig { Id = call.Services.Ids.Next(TemplateConfig.Prefix), Account = call.Account, Name = "", Body = "", CreatedAt = now };
        if (await ReadAsync(call, blank, isNew: true) is not { } template)
        {
            return;
        }

        if (!await Grain(call).PutAsync(template))
        {
            await call.ProblemAsync(ProblemKind.LimitReached, $"An account may have {TemplateConfig.MaxPerAccount} templates.");
            return;
        }

        call.Context.Response.Headers.Location = "/v1/templates/" + template.Id;
        await call.JsonAsync(StatusCodes.Status201Created, TemplateView.Of(template), WebJson.Shared.TemplateView);
    }

    private static async Task TryAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, TemplateFields.PreviewNames, errors);
        var text = fields.String("body", required: true) ?? "";
        var sample = TemplateFields.ReadSample(fields);
        if (!errors.Any && TemplateText.Parse(text, out var error) is null)
        {
            fields.Wrong("body", FieldCode.InvalidValue, error!);
        }

        await AnswerAsync(call, new TemplateConfig { Id = "", Account = call.Account, Name = "", Body = text }, sample, errors);
    }

    private static async Task PreviewAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } template)
        {
            return;
        }

        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var sample = TemplateFields.ReadSample(new FieldReader(body.Root, TemplateFields.SampleNames, errors));
        await AnswerAsync(call, template, sample, errors);
    }

    private static async Task AnswerAsync(ApiCall call, TemplateConfig template, TemplateSample sample, FieldErrors errors)
    {
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        var preview = await Grain(call).PreviewAsync(template, sample, call.Aborted);
        await call.JsonAsync(StatusCodes.Status200OK, TemplatePreviewView.Of(preview), WebJson.Shared.TemplatePreviewView);
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => Grain(call).ListAsync(after, limit, call.Aborted), TemplateView.Of, static template => template.Id, WebJson.Shared.ListingTemplateView);

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } template)
        {
            await call.JsonAsync(StatusCodes.Status200OK, TemplateView.Of(template), WebJson.Shared.TemplateView);
        }
    }

    private static async Task PatchAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } current && await ReadAsync(call, current, isNew: false) is { } template)
        {
            await Grain(call).PutAsync(template);
            await call.JsonAsync(StatusCodes.Status200OK, TemplateView.Of(template), WebJson.Shared.TemplateView);
        }
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } template)
        {
            await Grain(call).DeleteAsync(template.Id);
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>The template after the request; null when the request is wrong, and the response then says why.</summary>
    private static async Task<TemplateConfig?> ReadAsync(ApiCall call, TemplateConfig current, bool isNew)
    {
        using var body = await call.ReadBodyAsync(BodyLimit.Contact);
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var template = TemplateFields.Read(new FieldReader(body.Root, TemplateFields.Names, errors), current, isNew);
        if (!errors.Any)
        {
            return template with { UpdatedAt = call.Services.Time.GetUnixMicros() };
        }

        await call.InvalidAsync(errors.List);
        return null;
    }

    private static async Task<TemplateConfig?> FindAsync(ApiCall call)
    {
        if (await Grain(call).GetAsync(call.Path("id"), call.Aborted) is { } template)
        {
            return template;
        }

        await call.NotFoundAsync(What);
        return null;
    }

    private static ITemplatesGrain Grain(ApiCall call) => call.Grains.GetGrain<ITemplatesGrain>(call.Account);
}
