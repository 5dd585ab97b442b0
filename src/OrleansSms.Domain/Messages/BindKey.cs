namespace OrleansSms.Domain.Messages;

/// <summary>One bind of a carrier, as in <c>carrier/0</c>: the key of its grain and the owner of a lane.</summary>
[GenerateSerializer, Immutable, Alias("sms.BindKey")]
public readonly record struct BindKey([property: Id(0)] string Carrier, [property: Id(1)] int Index)
{
    /// <summary>Reads <c>carrier/index</c>.</summary>
    public static bool TryParse(string? text, out BindKey key)
    {
        key = default;
        var slash = text?.LastIndexOf('/') ?? -1;
        if (slash <= 0 || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return false;
        }

        key = new BindKey(text![..slash], index);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Carrier}/{Index}");
}
