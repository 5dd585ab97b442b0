using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments;

/// <summary>Writes filters as <see cref="FilterParser"/> reads them.</summary>
public static class FilterText
{
    /// <summary>The text of a filter; empty for every contact.</summary>
    public static string Of(Filter filter) => filter switch
    {
        AllOf { Terms.Count: 0 } => "",
        AllOf all => string.Join(" and ", all.Terms.Select(Inner)),
        AnyOf any => string.Join(" or ", any.Terms.Select(Inner)),
        NotFilter { Term: IsSet set } => $"{Name(set.Field)} is not set",
        NotFilter not => $"not {Inner(not.Term)}",
        IsSet set => $"{Name(set.Field)} is set",
        Membership member => $"{FilterWords.Of(member.Kind)}({Quote(member.Name)})",
        Comparison comparison => $"{Name(comparison.Field)} {FilterWords.Of(comparison.Operator)} {Value(comparison.Value)}",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static string Inner(Filter filter) => filter is AllOf or AnyOf ? $"({Of(filter)})" : Of(filter);

    private static string Name(string field)
    {
        var isWord = (char.IsLetter(field[0]) || field[0] == '_') && field.All(static c => char.IsLetterOrDigit(c) || c == '_') && !FilterWords.IsKeyword(field);
        return isWord ? field : $"\"{field}\"";
    }

    private static string Value(in FilterValue value) => value switch
    {
        { FromNow: 0 } => "now()",
        { FromNow: < 0 and var past } => $"ago({FilterWords.Span(-past)})",
        { FromNow: { } future } => $"ahead({FilterWords.Span(future)})",
        { Value.Type: FieldType.Text or FieldType.Date } => Quote(value.Value.ToString()),
        _ => value.Value.ToString(),
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
