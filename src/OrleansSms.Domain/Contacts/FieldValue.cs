namespace OrleansSms.Domain.Contacts;

/// <summary>
/// A value of a contact's field. Values carry their type, so that a field needs no declaration: a text that is an RFC 3339 day or time is a date, in contacts
/// and in filters alike, and reads back as it was written.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.FieldValue")]
public readonly record struct FieldValue
{
    private const string DayFormat = "yyyy-MM-dd";

    private FieldValue(FieldType type, string? text = null, double number = 0, long micros = 0, bool isDay = false, IReadOnlyList<string>? items = null) =>
        (Type, Text, Number, Micros, IsDay, Items) = (type, text, number, micros, isDay, items);

    /// <summary>What it is.</summary>
    [field: Id(0)]
    public FieldType Type { get; }

    /// <summary>The text, when it is one.</summary>
    [field: Id(1)]
    public string? Text { get; }

    /// <summary>The number, when it is one; 1 and 0 for true and false.</summary>
    [field: Id(2)]
    public double Number { get; }

    /// <summary>The date in Unix microseconds, when it is one; a day begins at midnight UTC.</summary>
    [field: Id(3)]
    public long Micros { get; }

    /// <summary>Whether a date is a day.</summary>
    [field: Id(4)]
    public bool IsDay { get; }

    /// <summary>The texts, when it is a list.</summary>
    [field: Id(5)]
    public IReadOnlyList<string>? Items { get; }

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool IsTrue => Type == FieldType.Boolean && Number != 0;

    /// <summary>A text, whatever it looks like.</summary>
    public static FieldValue OfText(string text) => new(FieldType.Text, text);

    /// <summary>A number.</summary>
    public static FieldValue Of(double number) => new(FieldType.Number, number: number);

    /// <summary>True or false.</summary>
    public static FieldValue Of(bool value) => new(FieldType.Boolean, number: value ? 1 : 0);

    /// <summary>Texts.</summary>
    public static FieldValue Of(IReadOnlyList<string> items) => new(FieldType.List, items: items);

    /// <summary>A point in time or the begin of a day, in Unix microseconds.</summary>
    public static FieldValue OfDate(long micros, bool isDay = false) => new(FieldType.Date, micros: micros, isDay: isDay);

    /// <summary>A date where the text is one, else the text.</summary>
    public static FieldValue Of(string text) => TryDate(text, out var date) ? date : OfText(text);

    /// <summary>Reads <c>2026-03-01</c> or <c>2026-03-01T09:30:00Z</c>.</summary>
    public static bool TryDate(string text, out FieldValue date)
    {
        date = default;
        if (text.Length < DayFormat.Length || !char.IsAsciiDigit(text[0]) || text[4] != '-')
        {
            return false;
        }

        if (text.Length == DayFormat.Length)
        {
            var isDay = DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            date = isDay ? OfDate(UnixMicros.From(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)), isDay: true) : default;
            return isDay;
        }

        // Without an offset it would be a different point in time on every machine.
        if (text[10] is not ('T' or 't') || !(text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return false;
        }

        date = OfDate(UnixMicros.From(at));
        return true;
    }

    /// <summary>Values are the same where lists have the same items.</summary>
    public bool Equals(FieldValue other) =>
        Type == other.Type && Text == other.Text && Number.Equals(other.Number) && Micros == other.Micros && IsDay == other.IsDay
        && (Items ?? []).SequenceEqual(other.Items ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Text, Number, Micros, Items?.Count);

    /// <summary>As a person writes it.</summary>
    public override string ToString() => Type switch
    {
        FieldType.Text => Text!,
        FieldType.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        FieldType.Boolean => Number != 0 ? "true" : "false",
        FieldType.Date => DateText(),
        FieldType.List => string.Join(", ", Items!),
        _ => "",
    };

    private string DateText()
    {
        var at = UnixMicros.ToTime(Micros);
        return at.ToString(IsDay ? DayFormat : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }
}
