namespace OrleansSms.Domain.Contacts;

/// <summary>What to change of a contact, or to make it of. What is absent stays.</summary>
[GenerateSerializer, Immutable, Alias("sms.ContactPatch")]
public sealed record ContactPatch
{
    /// <summary>Fields to set; <see cref="FieldType.None"/> removes one.</summary>
    [Id(0)] public IReadOnlyDictionary<string, FieldValue> Fields { get; init; } = Contact.NoFields;

    /// <summary>The zone; empty removes it.</summary>
    [Id(1)] public string? Zone { get; init; }

    /// <summary>The language; empty removes it.</summary>
    [Id(2)] public string? Language { get; init; }

    /// <summary>Tags in place of those that it has.</summary>
    [Id(3)] public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Lists in place of those that it is on.</summary>
    [Id(4)] public IReadOnlyList<string>? Lists { get; init; }

    /// <summary>Tags to add.</summary>
    [Id(5)] public IReadOnlyList<string> AddTags { get; init; } = [];

    /// <summary>Lists to add it to.</summary>
    [Id(6)] public IReadOnlyList<string> AddLists { get; init; } = [];

    /// <summary>A consent that came with it.</summary>
    [Id(7)] public ContactConsent? Consent { get; init; }

    /// <summary>The contact after the change.</summary>
    public Contact ApplyTo(Contact contact, long now) => contact with
    {
        Fields = Merge(contact.Fields),
        Zone = Zone is null ? contact.Zone : NullIfEmpty(Zone),
        Language = Language is null ? contact.Language : NullIfEmpty(Language),
        Tags = Union(Tags ?? contact.Tags, AddTags),
        Lists = Union(Lists ?? contact.Lists, AddLists),
        Consents = WithConsent(contact.Consents),
        UpdatedAt = now,
    };

    private IReadOnlyDictionary<string, FieldValue> Merge(IReadOnlyDictionary<string, FieldValue> fields)
    {
        if (Fields.Count == 0)
        {
            return fields;
        }

        var merged = new Dictionary<string, FieldValue>(fields);
        foreach (var (name, value) in Fields)
        {
            if (value.Type == FieldType.None)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    private IReadOnlyList<ContactConsent> WithConsent(IReadOnlyList<ContactConsent> consents)
    {
        if (Consent is not { } consent || consents.Contains(consent))
        {
            return consents;
        }

        return [.. consents.Skip(Math.Max(0, consents.Count + 1 - ContactLimits.MaxConsents)), consent];
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        others.Count == 0 ? some : [.. some.Union(others, StringComparer.Ordinal).Take(ContactLimits.MaxTags)];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
