using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Importing;

/// <summary>What a column is.</summary>
/// <param name="Kind">What it goes into.</param>
/// <param name="Field">The field's name, when it goes into one.</param>
/// <param name="Type">The type that values must have; none = what they look like.</param>
public readonly record struct ColumnTarget(ColumnKind Kind, string Field = "", FieldType Type = FieldType.None)
{
    /// <summary>What a target must be, for error messages.</summary>
    public const string Expected = "number, zone, language, tags, lists, consent, - to pass the column over, or a field such as city or zip:text (types: text, number, date, boolean, list)";

    /// <summary>Reads <c>number</c>, <c>-</c>, <c>city</c> or <c>zip:text</c>.</summary>
    public static bool TryParse(string text, out ColumnTarget target)
    {
        if (text == "-")
        {
            target = new ColumnTarget(ColumnKind.Ignored);
            return true;
        }

        if (Enum.TryParse<ColumnKind>(text, ignoreCase: true, out var kind) && kind is > ColumnKind.Field && !char.IsAsciiDigit(text[0]))
        {
            target = new ColumnTarget(kind);
            return true;
        }

        var colon = text.LastIndexOf(':');
        var type = FieldType.None;
        var isTyped = colon > 0 && Enum.TryParse(text[(colon + 1)..], ignoreCase: true, out type) && type != FieldType.None && !char.IsAsciiDigit(text[^1]);
        target = new ColumnTarget(ColumnKind.Field, isTyped ? text[..colon] : text, isTyped ? type : FieldType.None);
        return ContactLimits.IsName(target.Field);
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ColumnKind.Ignored => "-",
        ColumnKind.Field => Type == FieldType.None ? Field : $"{Field}:{Type.ToString().ToLowerInvariant()}",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>What a column goes into.</summary>
public enum ColumnKind
{
    /// <summary>Nothing.</summary>
    Ignored = 0,

    /// <summary>A field.</summary>
    Field = 1,

    /// <summary>The number.</summary>
    Number = 2,

    /// <summary>The time zone.</summary>
    Zone = 3,

    /// <summary>The language.</summary>
    Language = 4,

    /// <summary>Tags, separated by semicolons or bars.</summary>
    Tags = 5,

    /// <summary>Lists, separated likewise.</summary>
    Lists = 6,

    /// <summary>Whether, or when, consent was given.</summary>
    Consent = 7,
}
