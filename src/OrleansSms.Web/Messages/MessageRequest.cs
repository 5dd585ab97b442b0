namespace OrleansSms.Web.Messages;

/// <summary>What a message and a batch have in common. Only documents the body; <see cref="MessageFields"/> reads it.</summary>
internal abstract record MessageOptions
{
    /// <summary>Originator: a number in E.164, a short code or up to 11 letters and digits. When absent, the account's default.</summary>
    public string? From { get; init; }

    /// <summary>The text, at most 1,600 UTF-16 code units. This or template_id.</summary>
    public string? Body { get; init; }

    /// <summary>The template that the text is made by.</summary>
    public string? TemplateId { get; init; }

    /// <summary>What the message is for: it decides the lane and the rules that apply. When absent, transactional.</summary>
    public MessageCategory? Category { get; init; }

    /// <summary>When to send it: RFC 3339 with an offset, at most a year ahead. When absent, now.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>How long carriers are tried, as an ISO 8601 duration (PT10M). When absent, 10 minutes for authentication, else 48 hours.</summary>
    public TimeSpan? ValidityPeriod { get; init; }

    /// <summary>The alphabet. When absent, auto: GSM-7 where the text allows it.</summary>
    public EncodingRequest? Encoding { get; init; }

    /// <summary>Whether look-alike characters may be replaced when the text then fits GSM-7. When absent, false.</summary>
    public bool? SmartEncoding { get; init; }

    /// <summary>Up to 10 tags of up to 64 characters, to find messages by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Where this message's events are posted besides the account's webhook endpoints.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Most segments the text may take; a longer one is refused.</summary>
    public int? MaxSegments { get; init; }

    /// <summary>ISO 3166 country in which national numbers are read. When absent, the account's.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>The sender's program, such as a newsletter: what caps, consents and opt-outs may be for. At most 64 characters.</summary>
    public string? Program { get; init; }
}

/// <summary>A message to send.</summary>
internal sealed record MessageRequest : MessageOptions
{
    /// <summary>Recipient in E.164; spaces, dashes, brackets and a 00 prefix are understood. National only together with default_country.</summary>
    public required string To { get; init; }

    /// <summary>Your own reference, up to 128 characters.</summary>
    public string? ClientReference { get; init; }

    /// <summary>What the template is filled with.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>BCP 47 language of the template's text, dates and numbers.</summary>
    public string? Language { get; init; }
}
