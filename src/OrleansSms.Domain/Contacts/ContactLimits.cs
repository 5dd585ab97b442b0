using System.Text;

namespace OrleansSms.Domain.Contacts;

/// <summary>Bounds on contacts, each with the reason for its value.</summary>
public static class ContactLimits
{
    /// <summary>Fields of one contact: the widest exports of shops have some eighty columns.</summary>
    public const int MaxFields = 100;

    /// <summary>Different field names in one account: each is a column in every form that shows them.</summary>
    public const int MaxAccountFields = 500;

    /// <summary>Characters of a field's name.</summary>
    public const int MaxNameChars = 64;

    /// <summary>Characters of a text value: more than a message can show.</summary>
    public const int MaxTextChars = 1_000;

    /// <summary>Items of a list value.</summary>
    public const int MaxItems = 100;

    /// <summary>Tags, and lists, of one contact.</summary>
    public const int MaxTags = 100;

    /// <summary>Characters of a tag, or of a list's name.</summary>
    public const int MaxTagChars = 64;

    /// <summary>Consents kept with one contact; the oldest give way.</summary>
    public const int MaxConsents = 20;

    /// <summary>Contacts of one call: as many as a commit of the bulk lane takes.</summary>
    public const int MaxPage = 500;

    /// <summary>Names that are not free for fields: what every contact has.</summary>
    public static readonly IReadOnlySet<string> ReservedNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "id", "number", "zone", "language", "tags", "lists", "consents", "created_at", "updated_at", "tag", "list", "consent", "and", "or", "not", "in", "is",
        "set", "contains", "starts_with", "true", "false", "ago", "ahead", "now",
        "sent", "delivered", "clicked", "replied", "last_sent_at", "last_delivered_at", "last_clicked_at", "last_replied_at",
    };

    /// <summary>What a name must be, for error messages.</summary>
    public const string ExpectedName = "1 to 64 characters without control characters or quotes, and none of the names that every contact has";

    /// <summary>Whether a field may have this name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameChars && name == name.Trim() && !ReservedNames.Contains(name) && !name.Any(static c => char.IsControl(c) || c == '"')
        && name.IsNormalized(NormalizationForm.FormC);

    /// <summary>Whether a tag or list may have this name.</summary>
    public static bool IsTag(string tag) => tag.Length is > 0 and <= MaxTagChars && tag == tag.Trim() && !tag.Any(char.IsControl);

    /// <summary>Whether a time zone is one that this machine knows.</summary>
    public static bool IsZone(string zone) => zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    /// <summary>Whether a language tag is of the usual form, as in <c>de</c> or <c>pt-BR</c>.</summary>
    public static bool IsLanguage(string language) =>
        language.Length is >= 2 and <= 35 && language.Split('-') is [{ Length: 2 or 3 } first, ..] parts && first.All(char.IsAsciiLetter)
        && parts.All(static part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
}
