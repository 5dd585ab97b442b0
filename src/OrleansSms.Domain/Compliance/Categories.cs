using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>A set of message categories.</summary>
[Flags]
public enum Categories : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="MessageCategory.Authentication"/>.</summary>
    Authentication = 1,

    /// <summary><see cref="MessageCategory.Transactional"/>.</summary>
    Transactional = 2,

    /// <summary><see cref="MessageCategory.Marketing"/>.</summary>
    Marketing = 4,

    /// <summary>All of them.</summary>
    All = Authentication | Transactional | Marketing,
}

/// <summary>Questions about a set of categories.</summary>
public static class CategoriesRules
{
    /// <summary>Whether a category belongs to the set.</summary>
    public static bool Has(this Categories set, MessageCategory category) => ((int)set >> (int)category & 1) != 0;
}
