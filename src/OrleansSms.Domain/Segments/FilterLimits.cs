namespace OrleansSms.Domain.Segments;

/// <summary>Bounds on filters: each is evaluated for every contact.</summary>
public static class FilterLimits
{
    /// <summary>Characters of a filter's text.</summary>
    public const int MaxChars = 8_000;

    /// <summary>Terms within terms.</summary>
    public const int MaxDepth = 32;

    /// <summary>Comparisons and memberships.</summary>
    public const int MaxTerms = 200;
}
