namespace OrleansSms.Domain.Contacts;

/// <summary>A person that an account may text, known by the number.</summary>
[GenerateSerializer, Immutable, Alias("sms.Contact")]
public sealed record Contact
{
    /// <summary>No fields.</summary>
    public static readonly IReadOnlyDictionary<string, FieldValue> NoFields = new Dictionary<string, FieldValue>();

    /// <summary>Its id.</summary>
    [Id(0)] public required ContactId Id { get; init; }

    /// <summary>The number: unique within the account.</summary>
    [Id(1)] public required Msisdn Number { get; init; }

    /// <summary>What else is known, by name.</summary>
    [Id(2)] public IReadOnlyDictionary<string, FieldValue> Fields { get; init; } = NoFields;

    /// <summary>IANA time zone, as in <c>Europe/Berlin</c>; null = not known.</summary>
    [Id(3)] public string? Zone { get; init; }

    /// <summary>BCP 47 language, as in <c>de</c> or <c>pt-BR</c>; null = not known.</summary>
    [Id(4)] public string? Language { get; init; }

    /// <summary>Words that the account groups contacts by.</summary>
    [Id(5)] public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Lists that it is on.</summary>
    [Id(6)] public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Consents that came with it.</summary>
    [Id(7)] public IReadOnlyList<ContactConsent> Consents { get; init; } = [];

    /// <summary>When it was made, in Unix microseconds.</summary>
    [Id(8)] public long CreatedAt { get; init; }

    /// <summary>When it last changed, in Unix microseconds.</summary>
    [Id(9)] public long UpdatedAt { get; init; }
}

/// <summary>A consent as it came with a contact: what the consent record is made from.</summary>
/// <param name="Purpose">What for: a category such as <c>marketing</c>, or a program.</param>
/// <param name="Wording">The wording that was shown; empty = not known.</param>
/// <param name="How">How it was given: <c>import</c> or <c>api</c>.</param>
/// <param name="At">When it was given, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.ContactConsent")]
public sealed record ContactConsent(
    [property: Id(0)] string Purpose,
    [property: Id(1)] string Wording,
    [property: Id(2)] string How,
    [property: Id(3)] long At);
