using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Contacts;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Templates;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Sends a campaign's texts to the team, as they would come: each variant to each number. They belong to no campaign, and count in none.</summary>
internal sealed class TestSender(IGrainFactory grains, IDocumentStore documents, AudienceReader audience, LaunchChecks checks, ParsedTemplates templates)
{
    private const string Tag = "campaign-test";
    private const int SecretBytes = 16;

    /// <summary>The campaign with what its short links need.</summary>
    public async Task<CampaignState> WithLinksAsync(CampaignState campaign)
    {
        if (!campaign.Definition.Links.Shorten || campaign.LinkCode is not null)
        {
            return campaign;
        }

        string code;
        do
        {
            code = LinkToken.NewCode();
        }
        while (!await documents.LinkCodes().AddAsync(code, campaign.Account, new LinkCode(campaign.Id)));

        return campaign with { LinkCode = code, LinkSecret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(SecretBytes) };
    }

    public async Task<SubmitResult> SendAsync(CampaignState campaign, IReadOnlyList<Msisdn> numbers)
    {
        var (ready, errors) = await checks.CheckAsync(campaign);
        errors = [.. errors.Where(static error => !error.Pointer.StartsWith("/audience", StringComparison.Ordinal))];
        if (errors.Count > 0)
        {
            return new SubmitResult { Verdict = SubmitVerdict.Invalid, Errors = errors };
        }

        var draft = new UnitDraft(ready, new CampaignTexts(ready, templates));
        var (recipients, texts) = (new List<SubmitRecipient>(), new List<RecipientText>());
        foreach (var number in numbers)
        {
            var contact = await audience.FindAsync(ready.Account, number, CancellationToken.None) ?? new Contact { Id = default, Number = number };
            for (var variant = 0; variant < ready.Definition.Variants.Count; variant++)
            {
                recipients.Add(new SubmitRecipient(number.ToString(), From: draft.SenderOf(number)));
                texts.Add(TextOf(new CampaignTexts(ready, templates), variant, contact));
            }
        }

        return await grains.GetGrain<ISubmissionGrain>(ready.Account).SubmitAsync(new SubmitRequest
        {
            From = ready.Definition.Senders.Count == 0 ? null : ready.Definition.Senders[0],
            Body = "",
            Category = ready.Definition.Category,
            Program = ready.Definition.Program,
            Encoding = ready.Definition.Encoding,
            SmartEncoding = ready.Definition.SmartEncoding,
            Tags = [Tag],
            Recipients = recipients,
            Texts = texts,
            IsBatch = true,
        });
    }

    private static RecipientText TextOf(CampaignTexts texts, int variant, Contact contact)
    {
        var rendered = texts.Render(variant, contact);
        if (rendered.Error is null && rendered.Missing.Count == 0)
        {
            return new RecipientText(rendered.Text);
        }

        var detail = rendered.Error ?? $"The text shows {string.Join(", ", rendered.Missing)}, which this number's contact lacks and for which there is no fallback.";
        return new RecipientText("", [new FieldError("", rendered.Error is null ? "missing_variable" : "not_rendered", detail)]);
    }
}
