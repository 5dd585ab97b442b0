using Fluid;
using Fluid.Values;
using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Templates;

/// <summary>
/// A template made ready: <c>Hi {{ first_name | default: "there" }}</c>. Variables are what is given with a message, and the fields of a contact. Safe for many threads.
/// </summary>
public sealed class TemplateText
{
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = CreateOptions();

    private readonly IFluidTemplate _template;

    private TemplateText(IFluidTemplate template, IReadOnlyList<string> variables) => (_template, Variables) = (template, variables);

    /// <summary>Names that it asks for, each once.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Reads a template; null when it cannot be one, and <paramref name="error"/> then says why.</summary>
    public static TemplateText? Parse(string source, out string? error)
    {
        if (source.Length is 0 or > TemplateLimits.MaxChars)
        {
            error = string.Create(CultureInfo.InvariantCulture, $"a template has 1 to {TemplateLimits.MaxChars} characters; this one has {source.Length}");
            return null;
        }

        if (!Parser.TryParse(source, out var template, out error))
        {
            return null;
        }

        var checker = new TemplateChecker();
        checker.VisitTemplate(template);
        error = checker.Error;
        return error is null ? new TemplateText(template, checker.Variables) : null;
    }

    /// <summary>The text for a recipient.</summary>
    /// <param name="values">The variables.</param>
    /// <param name="language">BCP 47 language that dates and numbers are written in; null = none in particular.</param>
    /// <param name="zone">IANA time zone of the recipient; null = UTC.</param>
    public RenderedText Render(IReadOnlyDictionary<string, FieldValue> values, string? language = null, string? zone = null)
    {
        var culture = CultureOf(language);
        var missing = new List<string>();
        var context = new TemplateContext(Options) { CultureInfo = culture };
        context.Undefined = name => new ValueTask<FluidValue>(new MissingValue(name, missing));
        foreach (var name in Variables)
        {
            if (values.TryGetValue(name, out var value) && ValueOf(value, culture, zone) is { } given)
            {
                context.SetValue(name, given);
            }
        }

        try
        {
            return new RenderedText(_template.Render(context), missing, null);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or ArithmeticException or FormatException or FluidException)
        {
            return new RenderedText("", missing, e.Message);
        }
    }

    /// <summary>A variable as the engine takes it; an empty one is missing, since nobody means "Hi ,".</summary>
    private static FluidValue? ValueOf(in FieldValue value, CultureInfo culture, string? zone) => value.Type switch
    {
        FieldType.Text when value.Text!.Length > 0 => new StringValue(value.Text, encode: false),
        FieldType.Number when Math.Abs(value.Number) < (double)decimal.MaxValue => NumberValue.Create((decimal)value.Number),
        FieldType.Number => new StringValue(value.ToString(), encode: false),
        FieldType.Boolean => BooleanValue.Create(value.IsTrue),
        FieldType.Date => new DateValue(LocalTime(value, zone), value.IsDay, culture),
        FieldType.List when value.Items!.Count > 0 => new ArrayValue([.. value.Items.Select(static item => new StringValue(item, encode: false))]),
        _ => null,
    };

    /// <summary>A day is the same day everywhere; a point in time is shown in the recipient's zone.</summary>
    private static DateTimeOffset LocalTime(in FieldValue value, string? zone)
    {
        var at = UnixMicros.ToTime(value.Micros);
        return !value.IsDay && zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var local) ? TimeZoneInfo.ConvertTime(at, local) : at;
    }

    private static CultureInfo CultureOf(string? language)
    {
        try
        {
            return string.IsNullOrEmpty(language) ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { MaxSteps = TemplateLimits.MaxSteps, StrictFilters = true };
        options.Filters.AddFilter("date", static (input, arguments, context) =>
        {
            var format = arguments.Count > 0 ? arguments.At(0).ToStringValue() : "short";
            return input is DateValue date ? new StringValue(date.Format(format), encode: false) : input;
        });
        return options;
    }
}

/// <summary>What became of a template.</summary>
/// <param name="Text">The text.</param>
/// <param name="Missing">Variables that it shows, that were not given and for which it has no fallback.</param>
/// <param name="Error">Why it could not be rendered; null when it could.</param>
public sealed record RenderedText(string Text, IReadOnlyList<string> Missing, string? Error);
