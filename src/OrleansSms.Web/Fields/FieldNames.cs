namespace OrleansSms.Web.Fields;

/// <summary>The fields that an object may have, and those that it may not have yet, with what to do instead.</summary>
internal sealed class FieldNames(params string[] names)
{
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Fields of the contract that this version does not serve.</summary>
    public IReadOnlyDictionary<string, string> NotServed { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that people use for a field.</summary>
    public IReadOnlyDictionary<string, string> OtherWords { get; init; } = new Dictionary<string, string>();

    public bool Contains(string name) => Array.IndexOf(names, name) >= 0;

    /// <summary>The field that was probably meant; null when none is near.</summary>
    public string? NearestTo(string name)
    {
        if (OtherWords.TryGetValue(name, out var word))
        {
            return word;
        }

        var best = names.Select(known => (known, Distance: EditDistance.Between(known, name))).MinBy(pair => pair.Distance);
        return best.known is not null && best.Distance <= Tolerated(name.Length) ? best.known : null;
    }

    // Two letters that changed places count as two; in a short word that would be any other word.
    private static int Tolerated(int chars) => chars < 5 ? 1 : Math.Max(2, chars / 3);
}
