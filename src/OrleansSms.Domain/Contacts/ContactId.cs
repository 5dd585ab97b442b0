namespace OrleansSms.Domain.Contacts;

/// <summary>Identifies a contact: <c>cnt_</c> and a ULID.</summary>
[GenerateSerializer, Immutable, Alias("sms.ContactId")]
public readonly record struct ContactId([property: Id(0)] SortableId Value)
{
    /// <summary>What the text form starts with.</summary>
    public const string Prefix = "cnt_";

    /// <summary>The time-ordered half.</summary>
    public long Key => (long)Value.High;

    /// <summary>Reads <c>cnt_01J…</c>.</summary>
    public static bool TryParse(string? text, out ContactId id)
    {
        var ok = PrefixedId.TryParse(text, Prefix, out var value);
        id = new ContactId(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(Prefix);
}
