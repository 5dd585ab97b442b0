using OrleansSms.Domain.Compliance;

namespace OrleansSms.Web.Policies;

/// <summary>Reads the parts of a policy that are more than a word.</summary>
internal static class PolicyParts
{
    private const int MaxCaps = 20;
    private const int MaxPrograms = 200;
    private const int MaxVelocityWindowSeconds = 86_400;
    private const long MaxCount = 1_000_000_000;

    private static readonly FieldNames CapNames = new("count", "window", "scope", "categories");
    private static readonly FieldNames VelocityNames = new("categories", "window", "per_prefix", "adjacent_numbers");
    private static readonly FieldNames CeilingNames = new("messages", "segments", "spend", "segment_price");
    private static readonly FieldNames ProgramNames = new("program", "sender");

    public static IReadOnlyList<FrequencyCap>? Caps(FieldReader fields)
    {
        if (!fields.TryGetArray("caps", MaxCaps, out var array))
        {
            return null;
        }

        var caps = new List<FrequencyCap>();
        foreach (var item in array.EnumerateArray())
        {
            var one = new FieldReader(item, CapNames, fields.Errors, fields.PointerTo("caps"), caps.Count);
            caps.Add(new FrequencyCap(
                (int)(one.Integer("count", 1, FrequencyCap.MaxCount, required: true) ?? 1),
                Seconds(one, "window", FrequencyCap.MaxSeconds, required: true) ?? 1,
                one.Choice<CapScope>("scope") ?? CapScope.Account,
                Categories(one, "categories") ?? FrequencyCap.DefaultCategories));
        }

        return caps;
    }

    public static VelocityLimits? Velocity(FieldReader fields)
    {
        if (fields.Object("velocity", VelocityNames) is not { } one)
        {
            return null;
        }

        var standard = new VelocityLimits();
        return new VelocityLimits(
            Categories(one, "categories") ?? standard.Categories,
            (int)(Seconds(one, "window", MaxVelocityWindowSeconds) ?? standard.WindowSeconds),
            (int)(one.Integer("per_prefix", 0, int.MaxValue) ?? standard.PerPrefix),
            (int)(one.Integer("adjacent_numbers", 0, int.MaxValue) ?? standard.AdjacentNumbers));
    }

    public static DailyCeilings? Ceilings(FieldReader fields)
    {
        if (fields.Object("ceilings", CeilingNames) is not { } one)
        {
            return null;
        }

        var (spend, price) = (Money(one, "spend"), Money(one, "segment_price"));
        if (spend > 0 && price == 0)
        {
            one.Wrong("segment_price", FieldCode.Required, "segment_price is required with spend: it says what a segment is reckoned at");
        }

        return new DailyCeilings(one.Integer("messages", 0, MaxCount) ?? 0, one.Integer("segments", 0, MaxCount) ?? 0, spend, price);
    }

    public static IReadOnlyList<ProgramSender>? Programs(FieldReader fields)
    {
        if (!fields.TryGetArray("programs", MaxPrograms, out var array))
        {
            return null;
        }

        var programs = new List<ProgramSender>();
        foreach (var item in array.EnumerateArray())
        {
            var one = new FieldReader(item, ProgramNames, fields.Errors, fields.PointerTo("programs"), programs.Count);
            var sender = one.String("sender", required: true);
            if (sender is not null && !Originator.TryNormalize(sender, out sender))
            {
                one.Wrong("sender", FieldCode.InvalidValue, $"sender must be {Originator.Expected}");
            }

            programs.Add(new ProgramSender(one.String("program", required: true, maxChars: MessageLimits.MaxProgramChars) ?? "", sender ?? ""));
        }

        return programs;
    }

    public static Categories? Categories(FieldReader fields, string name)
    {
        if (fields.Strings(name, EnumNames<MessageCategory>.Names.Length) is not { } words)
        {
            return null;
        }

        var set = Domain.Compliance.Categories.None;
        for (var i = 0; i < words.Count; i++)
        {
            if (EnumNames<MessageCategory>.TryParse(words[i], out var category))
            {
                set |= (Categories)(1 << (int)category);
            }
            else
            {
                fields.Errors.Add(Item(fields, name, i), FieldCode.InvalidValue, $"must be one of {string.Join(", ", EnumNames<MessageCategory>.Names)}");
            }
        }

        return set;
    }

    public static IReadOnlyList<string>? Strings(FieldReader fields, string name, int max, Func<string, bool> isRight, string expected)
    {
        var items = fields.Strings(name, max);
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (!isRight(items![i]))
            {
                fields.Errors.Add(Item(fields, name, i), FieldCode.InvalidValue, expected);
            }
        }

        return items;
    }

    public static long? Seconds(FieldReader fields, string name, long max, bool required = false)
    {
        if (fields.Duration(name, required) is not { } duration)
        {
            return null;
        }

        if (duration < TimeSpan.FromSeconds(1) || duration.TotalSeconds > max)
        {
            fields.Wrong(name, FieldCode.OutOfRange, $"{name} must be from PT1S to {IsoDuration.Write(TimeSpan.FromSeconds(max))}");
        }

        return (long)duration.TotalSeconds;
    }

    public static int? Clock(FieldReader fields, string name)
    {
        if (fields.String(name, required: true) is not { } text)
        {
            return null;
        }

        if (PolicyText.TryParseClock(text, out var minutes))
        {
            return minutes;
        }

        fields.Wrong(name, FieldCode.InvalidValue, $"{name} must be {PolicyText.ClockExpected}");
        return null;
    }

    private static long Money(FieldReader fields, string name)
    {
        if (fields.String(name) is not { } text)
        {
            return 0;
        }

        if (!PolicyText.TryParseMoney(text, out var micros))
        {
            fields.Wrong(name, FieldCode.InvalidValue, $"{name} must be {PolicyText.MoneyExpected}");
        }

        return micros;
    }

    private static string Item(FieldReader fields, string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{fields.PointerTo(name)}/{index}");
}
