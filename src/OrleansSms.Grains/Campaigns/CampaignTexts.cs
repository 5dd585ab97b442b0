using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Templates;
using OrleansSms.Grains.Templates;

namespace OrleansSms.Grains.Campaigns;

/// <summary>The texts of a campaign. What a recipient gets follows from the campaign and the contact alone, so that it can be made again: after a crash, or for a link that is followed.</summary>
internal sealed class CampaignTexts(CampaignState campaign, ParsedTemplates parsed)
{
    private readonly CampaignDefinition _definition = campaign.Definition;
    private readonly TextsByLanguage[] _variants = [.. campaign.Definition.Variants.Select(variant => new TextsByLanguage(variant, parsed))];

    /// <summary>Whether a contact may lack something that a text shows. Where no text has conditions, what an empty contact lacks is all that any can lack.</summary>
    public bool MayLack => _definition.Variants.Any(static variant => variant.Languages.Values.Prepend(variant.Body!).Any(static body => body.Contains("{%", StringComparison.Ordinal)))
        || Array.Exists(_variants, static variant => variant.All.Any(static text => text.Render(Contact.NoFields).Missing.Count > 0));

    /// <summary>The variant that a recipient gets.</summary>
    public int VariantOf(Msisdn number) =>
        campaign.Winner is { } winner && _definition.Test is { } test && !Chance.IsTested(campaign.Id, number, test)
            ? winner
            : Chance.VariantOf(campaign.Id, number, _definition.Variants);

    /// <summary>The text of a variant for a contact, before links are shortened.</summary>
    public RenderedText Render(int variant, Contact contact) => _variants[variant].For(contact.Language).Render(contact.Fields, contact.Language, contact.Zone);

    /// <summary>Texts of one variant, ready to be filled.</summary>
    private sealed class TextsByLanguage(Variant variant, ParsedTemplates parsed)
    {
        private readonly TemplateConfig _config = new() { Id = "", Account = "", Name = "", Body = variant.Body!, Languages = variant.Languages };

        public IEnumerable<TemplateText> All => _config.Languages.Values.Prepend(_config.Body).Select(parsed.Get);

        public TemplateText For(string? language) => parsed.Get(_config.BodyFor(language));
    }
}
