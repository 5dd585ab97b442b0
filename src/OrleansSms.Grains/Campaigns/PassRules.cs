using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Which recipients a pass takes up, and which passes a campaign needs.</summary>
internal sealed class PassRules(ComplianceData compliance)
{
    /// <summary>Whether a pass takes up a recipient.</summary>
    public bool Takes(CampaignState campaign, CampaignPass pass, in AudienceMember member)
    {
        var definition = campaign.Definition;
        return pass.Part switch
        {
            AudiencePart.Tested => Chance.IsTested(campaign.Id, member.Number, definition.Test!),
            AudiencePart.Rest => !Chance.IsTested(campaign.Id, member.Number, definition.Test!),
            _ => true,
        } && (!pass.ByClock || SendAt(campaign, member) == pass.At);
    }

    /// <summary>When a recipient's local time is, in Unix microseconds; null = it has passed and the recipient is left out.</summary>
    public long? SendAt(CampaignState campaign, in AudienceMember member)
    {
        var place = member.Contact?.Zone is { } zone ? new RecipientPlace(zone, null, null, 0) : null;
        var zones = compliance.Sites.Find(member.Number, place).Zones;
        return LocalTimes.SendAt(campaign.Definition.Schedule, zones[0], campaign.StartedAt!.Value);
    }

    /// <summary>ISO 3166 code of a number's country.</summary>
    public string CountryOf(Msisdn number) => compliance.Sites.Find(number, null).NumberCountry;

    /// <summary>The passes of a campaign that does not go by recipients' clocks.</summary>
    public static IReadOnlyList<CampaignPass> Plain(CampaignDefinition definition) => definition.Test is null
        ? [new CampaignPass(AudiencePart.All, 0, ByClock: false)]
        : [new CampaignPass(AudiencePart.Tested, 0, ByClock: false), new CampaignPass(AudiencePart.Rest, 0, ByClock: false)];
}
