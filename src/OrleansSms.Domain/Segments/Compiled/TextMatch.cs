using System.Text;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>Compares UTF-8 with a text, whatever the case of either.</summary>
internal sealed class TextMatch
{
    private const int StackChars = 256;

    private readonly CompareOperator _comparison;
    private readonly string _text;
    private readonly byte[]? _ascii;

    public TextMatch(CompareOperator comparison, string text)
    {
        (_comparison, _text) = (comparison, text);
        _ascii = Ascii.IsValid(text) ? Encoding.ASCII.GetBytes(text) : null;
        InList = comparison == CompareOperator.Contains ? new TextMatch(CompareOperator.Equal, text) : this;
    }

    /// <summary>The same for the items of a list: it contains a text where an item is that text.</summary>
    public TextMatch InList { get; }

    public bool Holds(ReadOnlySpan<byte> utf8)
    {
        if (_ascii is not null && _comparison == CompareOperator.Equal)
        {
            return Ascii.EqualsIgnoreCase(utf8, _ascii);
        }

        var chars = utf8.Length <= StackChars ? stackalloc char[StackChars] : new char[utf8.Length];
        return Holds(chars[..Encoding.UTF8.GetChars(utf8, chars)]);
    }

    private bool Holds(ReadOnlySpan<char> actual) => _comparison switch
    {
        CompareOperator.Contains => actual.Contains(_text, StringComparison.OrdinalIgnoreCase),
        CompareOperator.StartsWith => actual.StartsWith(_text, StringComparison.OrdinalIgnoreCase),
        _ => Order.Holds(_comparison, actual.CompareTo(_text, StringComparison.OrdinalIgnoreCase)),
    };
}
