using Orleans.Concurrency;
using OrleansSms.Contracts.Submission;
using OrleansSms.Contracts.Templates;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Templates;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Smpp.Text;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Templates;

[StatelessWorker, Reentrant, GrainType("templates")]
internal sealed class TemplatesGrain(IDocumentStore documents, IContactStore contacts, ParsedTemplates parsed, GrainReferences grains) : Grain, ITemplatesGrain
{
    private string Account => this.GetPrimaryKeyString();

    public async Task<bool> PutAsync(TemplateConfig config)
    {
        if (await GetAsync(config.Id) is null && (await ListAsync(null, TemplateConfig.MaxPerAccount)).Count >= TemplateConfig.MaxPerAccount)
        {
            return false;
        }

        await documents.Templates().WriteAsync(config.Id, Account, config);
        return true;
    }

    public async Task<TemplateConfig?> GetAsync(string id, CancellationToken cancellationToken = default) =>
        await documents.Templates().ReadAsync(id, cancellationToken) is { } template && template.Account == Account ? template : null;

    public async Task<bool> DeleteAsync(string id) => await GetAsync(id) is not null && await documents.Templates().DeleteAsync(id);

    public Task<IReadOnlyList<TemplateConfig>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        documents.Templates().ListAsync(Account, after, limit, cancellationToken);

    public async Task<TemplatePreview> PreviewAsync(TemplateConfig config, TemplateSample sample, CancellationToken cancellationToken = default)
    {
        var contact = sample.Contact is { } id ? await contacts.FindAsync(Account, id, cancellationToken) : null;
        var language = sample.Language ?? contact?.Language;
        var text = parsed.Get(config.BodyFor(language));
        var rendered = text.Render(ValuesOf(sample, contact), language, sample.Zone ?? contact?.Zone);
        var analysis = SmsText.Analyze(rendered.Text, EncodingChoice.Auto, sample.SmartEncoding);
        return new TemplatePreview
        {
            Text = analysis.Text,
            Variables = text.Variables,
            Missing = rendered.Missing,
            Error = rendered.Error,
            Encoding = analysis.Encoding == SmsEncoding.Gsm7 ? MessageEncoding.Gsm7 : MessageEncoding.Ucs2,
            Segments = analysis.Segments,
            Units = analysis.Units,
            UnitsLeft = analysis.UnitsLeft,
            SegmentPriceMicros = (await grains.Account(Account).GetActiveAsync())?.Policy.Ceilings?.SegmentPriceMicros ?? 0,
            Forcing = [.. analysis.Forcing.Select(static issue => new ForcingCharacter(issue.Index, issue.Character))],
        };
    }

    private static Dictionary<string, FieldValue> ValuesOf(TemplateSample sample, Contact? contact)
    {
        var values = new Dictionary<string, FieldValue>(contact?.Fields ?? Contact.NoFields);
        foreach (var (name, value) in sample.Variables)
        {
            values[name] = value;
        }

        return values;
    }
}
