namespace OrleansSms.Domain.Segments;

/// <summary>The words of the language of filters.</summary>
internal static class FilterWords
{
    /// <summary>Fields that every contact has, beside its own.</summary>
    public static readonly IReadOnlyList<string> Builtins =
    [
        "number", "zone", "language", "created_at", "updated_at", "sent", "delivered", "clicked", "replied",
        "last_sent_at", "last_delivered_at", "last_clicked_at", "last_replied_at",
    ];

    private const int MaxSpanDigits = 5;

    private static readonly string[] Keywords = ["and", "or", "not", "in", "is", "set", "contains", "starts_with", "true", "false", "ago", "ahead", "now"];

    private static readonly Dictionary<string, CompareOperator> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["="] = CompareOperator.Equal,
        ["=="] = CompareOperator.Equal,
        ["!="] = CompareOperator.NotEqual,
        ["<>"] = CompareOperator.NotEqual,
        ["<"] = CompareOperator.Less,
        ["<="] = CompareOperator.LessOrEqual,
        [">"] = CompareOperator.Greater,
        [">="] = CompareOperator.GreaterOrEqual,
        ["contains"] = CompareOperator.Contains,
        ["starts_with"] = CompareOperator.StartsWith,
    };

    private static readonly string[] Memberships = ["tag", "list", "consent"];

    public static bool IsKeyword(string word) => Keywords.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a field that every contact has, in whatever case it is written; null when it is not one.</summary>
    public static string? Builtin(string word) => Builtins.FirstOrDefault(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase));

    public static bool TryOperator(in Token token, out CompareOperator comparison)
    {
        comparison = default;
        return token.Kind is TokenKind.Symbol or TokenKind.Word && Operators.TryGetValue(token.Text, out comparison);
    }

    public static string Of(CompareOperator comparison) => Operators.First(pair => pair.Value == comparison).Key;

    public static bool TryMembership(string word, out MembershipKind kind)
    {
        var index = Array.FindIndex(Memberships, name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase));
        kind = (MembershipKind)Math.Max(0, index);
        return index >= 0;
    }

    public static string Of(MembershipKind kind) => Memberships[(int)kind];

    /// <summary>Reads <c>30d</c> as microseconds.</summary>
    public static bool TrySpan(string text, out long micros)
    {
        micros = 0;
        if (text.Length is < 2 or > MaxSpanDigits + 1
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        micros = count * (char.ToLowerInvariant(text[^1]) switch
        {
            'm' => UnixMicros.From(TimeSpan.FromMinutes(1)),
            'h' => UnixMicros.From(TimeSpan.FromHours(1)),
            'd' => UnixMicros.From(TimeSpan.FromDays(1)),
            'w' => UnixMicros.From(TimeSpan.FromDays(7)),
            _ => 0L,
        });
        return micros > 0 || count == 0;
    }

    /// <summary>Writes microseconds as <see cref="TrySpan"/> reads them.</summary>
    public static string Span(long micros)
    {
        var minutes = micros / UnixMicros.From(TimeSpan.FromMinutes(1));
        var (count, unit) = minutes switch
        {
            _ when minutes % 1_440 == 0 => (minutes / 1_440, "d"),
            _ when minutes % 60 == 0 => (minutes / 60, "h"),
            _ => (minutes, "m"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }
}
