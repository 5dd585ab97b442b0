namespace OrleansSms.Domain.Ids;

/// <summary>Identifies the messages of one batch request: <c>bat_</c> and a ULID.</summary>
[GenerateSerializer, Immutable, Alias("sms.BatchId")]
public readonly record struct BatchId([property: Id(0)] SortableId Value)
{
    /// <summary>What the text form starts with.</summary>
    public const string Prefix = "bat_";

    /// <summary>Reads <c>bat_01J…</c>.</summary>
    public static bool TryParse(string? text, out BatchId id)
    {
        var ok = PrefixedId.TryParse(text, Prefix, out var value);
        id = new BatchId(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(Prefix);
}
