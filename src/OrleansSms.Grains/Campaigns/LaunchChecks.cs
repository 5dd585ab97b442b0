using System.Globalization;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Segments;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Campaigns;

/// <summary>What has to be right before a campaign is launched and can only be looked up: its segments, templates and senders, and that somebody is in its audience.</summary>
internal sealed class LaunchChecks(IDocumentStore documents, IContactStore contacts, GrainReferences grains, TimeProvider time)
{
    /// <summary>The campaign with its templates' texts and its account's wish for approval, and everything that is wrong with it.</summary>
    public async Task<(CampaignState Ready, IReadOnlyList<FieldError> Errors)> CheckAsync(CampaignState campaign)
    {
        var errors = new List<FieldError>();
        var variants = await FillAsync(campaign, errors);
        var account = await grains.Account(campaign.Account).GetAsync();
        if (campaign.Definition.Senders.Count == 0 && account?.DefaultFrom is null)
        {
            errors.Add(new("/senders", "required", $"Name an originator: {Originator.Expected}. The account has no default."));
        }

        if (variants.Count == 0)
        {
            errors.Add(new("/variants", "required", "A campaign needs a text."));
        }

        await CheckAudienceAsync(campaign, errors);
        var definition = campaign.Definition with { Variants = variants, RequiresApproval = campaign.Definition.RequiresApproval || account?.ApprovesCampaigns == true };
        return (campaign with { Definition = definition }, errors);
    }

    /// <summary>Copies the texts of templates: what is changed in them later is another text.</summary>
    private async Task<IReadOnlyList<Variant>> FillAsync(CampaignState campaign, List<FieldError> errors)
    {
        var filled = new List<Variant>();
        foreach (var variant in campaign.Definition.Variants)
        {
            if (variant.TemplateId is not { } id)
            {
                filled.Add(variant);
            }
            else if (await documents.Templates().ReadAsync(id) is { } template && template.Account == campaign.Account)
            {
                filled.Add(variant with { Body = template.Body, Languages = template.Languages });
            }
            else
            {
                errors.Add(new(Text($"/variants/{filled.Count}/template_id"), "not_found", "There is no template of this id in your account."));
                filled.Add(variant);
            }
        }

        return filled;
    }

    private async Task CheckAudienceAsync(CampaignState campaign, List<FieldError> errors)
    {
        var audience = campaign.Definition.Audience;
        if (audience.Lists.Count + audience.Segments.Count == 0)
        {
            errors.Add(new("/audience", "required", "Name the lists or segments that the campaign goes to."));
            return;
        }

        var filters = new Dictionary<string, Filter>();
        await ReadAsync("segments", audience.Segments);
        await ReadAsync("exclude_segments", audience.ExcludeSegments);
        if (filters.Count == audience.Segments.Concat(audience.ExcludeSegments).Distinct().Count()
            && await contacts.CountAsync(campaign.Account, AudienceFilter.Of(audience, filters), time.GetUnixMicros()) == 0)
        {
            errors.Add(new("/audience", "empty", "No contact is in this audience."));
        }

        async Task ReadAsync(string field, IReadOnlyList<string> ids)
        {
            for (var i = 0; i < ids.Count; i++)
            {
                if (await documents.Segments().ReadAsync(ids[i]) is { } segment && segment.Account == campaign.Account
                    && FilterParser.TryParse(segment.Filter, out var filter, out _))
                {
                    filters[ids[i]] = filter;
                }
                else
                {
                    errors.Add(new(Text($"/audience/{field}/{i}"), "not_found", "There is no segment of this id in your account."));
                }
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
