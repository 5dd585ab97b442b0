using OrleansSms.Domain.Segments;

namespace OrleansSms.Domain.Campaigns;

/// <summary>An audience as one filter: so that numbers come in their order, each once, and without those that are excluded.</summary>
public static class AudienceFilter
{
    /// <summary>The filter of an audience.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="segments">Filters of the segments that it names.</param>
    public static Filter Of(Audience audience, IReadOnlyDictionary<string, Filter> segments)
    {
        var included = Any(audience.Lists, audience.Segments, segments);
        var excluded = Any(audience.ExcludeLists, audience.ExcludeSegments, segments);
        return excluded.Terms.Count == 0 ? included : new AllOf([included, new NotFilter(excluded)]);
    }

    private static AnyOf Any(IReadOnlyList<string> lists, IReadOnlyList<string> segments, IReadOnlyDictionary<string, Filter> filters) =>
        new([.. lists.Select(static list => new Membership(MembershipKind.List, list)), .. segments.Select(segment => filters[segment])]);
}
