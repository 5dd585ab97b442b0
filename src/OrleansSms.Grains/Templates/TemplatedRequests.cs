using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Templates;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Templates;

/// <summary>Makes the texts of requests that name a template. Those that name none pass as they are.</summary>
internal sealed class TemplatedRequests(IDocumentStore documents, ParsedTemplates parsed)
{
    public ValueTask<SubmitRequest[]> FillAsync(SubmitRequest[] requests, string account, CancellationToken cancellationToken) =>
        Array.Exists(requests, static request => request.TemplateId is not null) ? FillSomeAsync(requests, account, cancellationToken) : new(requests);

    private async ValueTask<SubmitRequest[]> FillSomeAsync(SubmitRequest[] requests, string account, CancellationToken cancellationToken)
    {
        var filled = new SubmitRequest[requests.Length];
        for (var i = 0; i < filled.Length; i++)
        {
            var template = requests[i].TemplateId is { } id ? await documents.Templates().ReadAsync(id, cancellationToken) : null;
            filled[i] = template?.Account == account ? Fill(requests[i], template) : requests[i].TemplateId is null ? requests[i] : requests[i] with { Texts = null };
        }

        return filled;
    }

    private SubmitRequest Fill(SubmitRequest request, TemplateConfig template) => request with
    {
        Texts = [.. request.Recipients.Select(recipient => TextOf(template, recipient))],
    };

    private RecipientText TextOf(TemplateConfig template, in SubmitRecipient recipient)
    {
        var rendered = parsed.Get(template.BodyFor(recipient.Language)).Render(recipient.Variables ?? Contact.NoFields, recipient.Language);
        if (rendered.Error is { } error)
        {
            return new RecipientText("", [new FieldError("/variables", "not_rendered", $"The template cannot be filled with these: {error}")]);
        }

        return rendered.Missing.Count == 0 ? new RecipientText(rendered.Text) : new RecipientText("", [.. rendered.Missing.Select(Missing)]);
    }

    private static FieldError Missing(string name) => new(
        "/variables/" + name,
        "missing_variable",
        $"The template shows {name}, which is not given and for which it has no fallback such as {{{{ {name} | default: \"…\" }}}}.");
}
