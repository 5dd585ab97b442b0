using System.Text;

namespace OrleansSms.Web.Fields;

/// <summary>The fields that an object may have, and those that it may not have yet, with what to do instead.</summary>
internal sealed class FieldNames(params string[] names)
{
    // Names as a body has them: to compare with a string would turn that into octets every time.
    private readonly byte[][] _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    public IReadOnlyList<string> Names => names;

    /// <summary>Fields of the contract that this version does not serve.</summary>
    public IReadOnlyDictionary<string, string> NotServed { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that people use for a field.</summary>
    public IReadOnlyDictionary<string, string> OtherWords { get; init; } = new Dictionary<string, string>();

    public bool Contains(string name) => Array.IndexOf(names, name) >= 0;

    public bool Contains(in JsonProperty property)
    {
        foreach (var name in _utf8)
        {
            if (property.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the names as a body has it.</summary>
    public ReadOnlySpan<byte> ToUtf8(string name) => _utf8[Array.IndexOf(names, name)];

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
