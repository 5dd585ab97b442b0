using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Templates;

namespace OrleansSms.Web.Campaigns;

/// <summary>Reads what a campaign is to do. What is absent stays as it is.</summary>
internal static class CampaignFields
{
    public static readonly FieldNames Names = new(
        "name", "audience", "variants", "senders", "category", "program", "schedule", "window", "pace", "caps", "validity_period", "test", "links",
        "on_missing", "requires_approval", "encoding", "smart_encoding", "tags")
    {
        OtherWords = new Dictionary<string, string> { ["from"] = "senders", ["sender"] = "senders", ["body"] = "variants", ["template_id"] = "variants", ["lists"] = "audience" },
    };

    private static readonly FieldNames AudienceNames = new("lists", "segments", "exclude_lists", "exclude_segments");
    private static readonly FieldNames VariantNames = new("name", "body", "template_id", "share");
    private static readonly FieldNames CapNames = new("messages", "segments");

    public static CampaignDefinition Read(FieldReader fields, CampaignDefinition current, bool isNew)
    {
        var definition = current with
        {
            Name = fields.String("name", isNew, CampaignLimits.MaxNameChars) ?? current.Name,
            Audience = fields.Object("audience", AudienceNames) is { } audience ? ReadAudience(audience) : current.Audience,
            Variants = ReadVariants(fields) ?? current.Variants,
            Senders = ReadSenders(fields) ?? current.Senders,
            Category = ReadCategory(fields) ?? current.Category,
            Program = fields.String("program", maxChars: MessageLimits.MaxProgramChars) ?? current.Program,
            Schedule = ScheduleFields.ReadSchedule(fields) ?? current.Schedule,
            Window = fields.IsNull("window") ? null : ScheduleFields.ReadWindow(fields) ?? current.Window,
            Pace = fields.IsNull("pace") ? null : ScheduleFields.ReadPace(fields) ?? current.Pace,
            Caps = fields.IsNull("caps") ? null : fields.Object("caps", CapNames) is { } caps ? ReadCaps(caps) : current.Caps,
            Validity = ReadValidity(fields) ?? current.Validity,
            Test = fields.IsNull("test") ? null : ScheduleFields.ReadTest(fields) ?? current.Test,
            Links = LinkFields.Read(fields) ?? current.Links,
            OnMissing = fields.Choice<OnMissing>("on_missing") ?? current.OnMissing,
            RequiresApproval = fields.Boolean("requires_approval") ?? current.RequiresApproval,
            Encoding = fields.Choice<EncodingRequest>("encoding") ?? current.Encoding,
            SmartEncoding = fields.Boolean("smart_encoding") ?? current.SmartEncoding,
            Tags = fields.Strings("tags", MessageLimits.MaxTags) ?? current.Tags,
        };
        CheckTogether(fields, definition);
        return definition;
    }

    private static void CheckTogether(FieldReader fields, CampaignDefinition definition)
    {
        if (definition.Test is not null && definition.Variants.Count == 1)
        {
            fields.Wrong("test", FieldCode.InvalidValue, "a test needs at least two variants");
        }

        if (definition.Test is not null && definition.Schedule.LocalMinute is not null)
        {
            fields.Wrong("test", FieldCode.InvalidValue, "a test decides at one time for everyone; it cannot go by recipients' clocks (schedule.local_time)");
        }

        for (var i = 0; i < definition.Tags.Count; i++)
        {
            if (definition.Tags[i].Length is 0 or > MessageLimits.MaxTagChars)
            {
                fields.Errors.Add(FormattableString.Invariant($"/tags/{i}"), FieldCode.InvalidValue, FormattableString.Invariant($"1 to {MessageLimits.MaxTagChars} characters"));
            }
        }
    }

    private static Audience ReadAudience(FieldReader fields) => new()
    {
        Lists = Words(fields, "lists"),
        Segments = Words(fields, "segments"),
        ExcludeLists = Words(fields, "exclude_lists"),
        ExcludeSegments = Words(fields, "exclude_segments"),
    };

    private static IReadOnlyList<string> Words(FieldReader fields, string name) => fields.Strings(name, CampaignLimits.MaxAudienceParts) ?? [];

    private static List<Variant>? ReadVariants(FieldReader fields)
    {
        if (!fields.TryGetArray("variants", CampaignLimits.MaxVariants, out var array))
        {
            return null;
        }

        var variants = new List<Variant>();
        foreach (var item in array.EnumerateArray())
        {
            variants.Add(ReadVariant(new FieldReader(item, VariantNames, fields.Errors, fields.PointerTo("variants"), variants.Count), variants.Count));
        }

        if (variants.Select(static variant => variant.Name).Distinct().Count() < variants.Count)
        {
            fields.Wrong("variants", FieldCode.InvalidValue, "each variant needs a name of its own");
        }

        return variants;
    }

    private static Variant ReadVariant(FieldReader fields, int index)
    {
        var body = fields.String("body", maxChars: TemplateLimits.MaxChars);
        var template = fields.String("template_id");
        if (body is null == template is null)
        {
            fields.Wrong("body", FieldCode.Required, "a variant has either a body or a template_id");
        }

        if (body is not null && TemplateText.Parse(body, out var error) is null)
        {
            fields.Wrong("body", FieldCode.InvalidValue, error!);
        }

        return new Variant
        {
            Name = fields.String("name", maxChars: CampaignLimits.MaxNameChars) ?? ((char)('A' + index)).ToString(),
            Body = body,
            TemplateId = template,
            Share = (int)(fields.Integer("share", 1, CampaignLimits.MaxShare) ?? 1),
        };
    }

    private static List<string>? ReadSenders(FieldReader fields)
    {
        if (fields.Strings("senders", CampaignLimits.MaxSenders) is not { } asked)
        {
            return null;
        }

        var senders = new List<string>();
        foreach (var sender in asked)
        {
            if (Originator.TryNormalize(sender, out var kept))
            {
                senders.Add(kept);
            }
            else
            {
                fields.Errors.Add(FormattableString.Invariant($"{fields.PointerTo("senders")}/{senders.Count}"), "invalid_originator", $"An originator is {Originator.Expected}.");
                senders.Add("");
            }
        }

        return senders;
    }

    private static MessageCategory? ReadCategory(FieldReader fields)
    {
        var category = fields.Choice<MessageCategory>("category");
        if (category == MessageCategory.Authentication)
        {
            fields.Wrong("category", FieldCode.InvalidValue, "category must be marketing or transactional: codes are not sent to audiences");
        }

        return category;
    }

    private static CampaignCaps ReadCaps(FieldReader fields) => new(fields.Integer("messages", 1, long.MaxValue), fields.Integer("segments", 1, long.MaxValue));

    private static TimeSpan? ReadValidity(FieldReader fields)
    {
        var validity = fields.Duration("validity_period");
        if (validity < MessageLimits.MinValidity || validity > MessageLimits.MaxValidity)
        {
            fields.Wrong("validity_period", FieldCode.OutOfRange, "validity_period must be between PT10S and P14D");
        }

        return validity;
    }
}
