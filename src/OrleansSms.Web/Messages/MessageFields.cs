using OrleansSms.Domain.Webhooks;
using OrleansSms.Web.Templates;

namespace OrleansSms.Web.Messages;

/// <summary>Reads what a message is made of. Checks only the form: what it means is the grain's to judge, for every way in alike.</summary>
internal static class MessageFields
{
    public const string To = "to";
    public const string From = "from";
    public const string Body = "body";
    public const string Category = "category";
    public const string ClientReference = "client_reference";

    private const string CallbackUrl = "callback_url";

    public const string TemplateId = "template_id";
    public const string Variables = "variables";
    public const string Language = "language";

    public static readonly string[] Shared =
    [
        From, Body, TemplateId, Category, "send_at", "validity_period", "encoding", "smart_encoding", "tags", CallbackUrl, "max_segments", "default_country", "program",
    ];

    public static readonly IReadOnlyDictionary<string, string> NotServed = new Dictionary<string, string>
    {
        ["shorten_urls"] = "links are not shortened by this version; leave the field out",
        ["max_price"] = "prices are not known to this version; use max_segments",
    };

    public static readonly IReadOnlyDictionary<string, string> OtherWords = new Dictionary<string, string>
    {
        ["text"] = Body,
        ["message"] = Body,
        ["content"] = Body,
        ["recipient"] = To,
        ["phone"] = To,
        ["destination"] = To,
        ["sender"] = From,
        ["originator"] = From,
        ["reference"] = ClientReference,
        ["schedule_at"] = "send_at",
        ["ttl"] = "validity_period",
        ["status_callback"] = CallbackUrl,
    };

    public static readonly FieldNames Message = new([To, ClientReference, Variables, Language, .. Shared]) { NotServed = NotServed, OtherWords = OtherWords };

    /// <summary>A single message.</summary>
    public static SubmitRequest ReadMessage(FieldReader fields, OrleansSmsWebOptions options)
    {
        var to = fields.String(To, required: true) ?? "";
        var recipient = new SubmitRecipient(to, fields.String(ClientReference), TemplateFields.ReadVariables(fields), fields.String(Language));
        return Read(fields, options, [recipient]);
    }

    /// <summary>The fields that a message and a batch share.</summary>
    public static SubmitRequest Read(FieldReader fields, OrleansSmsWebOptions options, IReadOnlyList<SubmitRecipient> recipients) => new()
    {
        Recipients = recipients,
        From = fields.String(From),
        Body = fields.String(Body, required: !fields.Has(TemplateId)) ?? "",
        TemplateId = ReadTemplate(fields),
        Category = fields.Choice<MessageCategory>(Category) ?? MessageCategory.Transactional,
        SendAt = fields.Time("send_at") is { } at ? UnixMicros.From(at) : null,
        Validity = fields.Duration("validity_period"),
        Encoding = fields.Choice<EncodingRequest>("encoding") ?? EncodingRequest.Auto,
        SmartEncoding = fields.Boolean("smart_encoding") ?? false,
        Tags = fields.Strings("tags", MessageLimits.MaxTags),
        CallbackUrl = ReadCallbackUrl(fields, options),
        MaxSegments = (int?)fields.Integer("max_segments", 1, MessageLimits.MaxSegments),
        DefaultCountry = fields.String("default_country"),
        Program = fields.String("program", maxChars: MessageLimits.MaxProgramChars),
    };

    private static string? ReadTemplate(FieldReader fields)
    {
        var template = fields.String(TemplateId);
        if (template is not null && fields.Has(Body))
        {
            fields.Wrong(TemplateId, FieldCode.InvalidValue, "give body or template_id, not both");
        }

        return template;
    }

    private static string? ReadCallbackUrl(FieldReader fields, OrleansSmsWebOptions options)
    {
        if (fields.String(CallbackUrl, maxChars: MessageLimits.MaxCallbackUrlChars) is not { } url)
        {
            return null;
        }

        if (UrlGuard.TryParse(url, options.AllowPrivateNetworks, out _))
        {
            return url;
        }

        fields.Wrong(CallbackUrl, FieldCode.InvalidValue, "callback_url must be " + UrlGuard.Expected);
        return null;
    }
}
