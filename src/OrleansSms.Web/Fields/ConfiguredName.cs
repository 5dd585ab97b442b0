namespace OrleansSms.Web.Fields;

/// <summary>Ids of what an operator sets up: ours, or names of the operator's own that are safe in a URL and a setting's name.</summary>
internal static class ConfiguredName
{
    public const int MaxChars = 64;

    public const string Expected = "1 to 64 letters, digits, dots, dashes and underscores, and begins with a letter or digit";

    public static bool IsValid(string text) =>
        text.Length is >= 1 and <= MaxChars && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
