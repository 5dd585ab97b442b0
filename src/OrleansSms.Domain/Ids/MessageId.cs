namespace OrleansSms.Domain.Ids;

/// <summary>Identifies a message in either direction: <c>msg_</c> and a ULID.</summary>
[GenerateSerializer, Immutable, Alias("sms.MessageId")]
public readonly record struct MessageId([property: Id(0)] SortableId Value)
{
    /// <summary>What the text form starts with.</summary>
    public const string Prefix = "msg_";

    /// <summary>The time-ordered half, unique within one embedded store: its row key.</summary>
    public long Key => (long)Value.High;

    /// <summary>Reads <c>msg_01J…</c>.</summary>
    public static bool TryParse(string? text, out MessageId id)
    {
        var ok = PrefixedId.TryParse(text, Prefix, out var value);
        id = new MessageId(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(Prefix);
}
