namespace OrleansSms.Domain.Templates;

/// <summary>Bounds on templates. There are no loops and no assignments, so what one takes is bounded by its length.</summary>
public static class TemplateLimits
{
    /// <summary>Characters of a template: the longest message, and room for what is between the braces.</summary>
    public const int MaxChars = 4_000;

    /// <summary>Variables given with one message.</summary>
    public const int MaxVariables = 100;

    /// <summary>Characters of a variable's value: more than a message can show.</summary>
    public const int MaxValueChars = 1_600;

    /// <summary>Statements that one rendering may take.</summary>
    internal const int MaxSteps = 2_000;

    /// <summary>Filters that templates may use: none of them makes much of little.</summary>
    internal static readonly string[] Filters =
    [
        "default", "upcase", "downcase", "capitalize", "strip", "truncate", "append", "prepend", "date", "round", "floor", "ceil", "plus", "minus", "times",
        "divided_by", "size", "first", "last", "join",
    ];
}
