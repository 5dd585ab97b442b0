using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments.Compiled;

namespace OrleansSms.Domain.Segments;

/// <summary>Which fields a filter asks for.</summary>
public static class FilterFields
{
    /// <summary>Fields that no contact of the account has ever had: mostly misspelt.</summary>
    public static IReadOnlyList<string> Unknown(Filter filter, FieldTable table) =>
        [.. Of(filter).Where(field => !FilterWords.Builtins.Contains(field) && table.Find(field) is null).Distinct()];

    /// <summary>Whether a filter asks how messages have fared.</summary>
    public static bool UseEngagement(Filter filter) => Of(filter).Any(static field => EngagementField.Find(field) is not null);

    private static IEnumerable<string> Of(Filter filter) => filter switch
    {
        AllOf all => all.Terms.SelectMany(Of),
        AnyOf any => any.Terms.SelectMany(Of),
        NotFilter not => Of(not.Term),
        IsSet set => [set.Field],
        Comparison comparison => [comparison.Field],
        _ => [],
    };
}
