using System.Text.Encodings.Web;
using Fluid.Values;

namespace OrleansSms.Domain.Templates;

/// <summary>A date in the recipient's zone and language.</summary>
internal sealed class DateValue(DateTimeOffset at, bool isDay, CultureInfo culture) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    public override bool Equals(FluidValue? other) => other is DateValue date && date.At == At;

    public override bool Equals(object? obj) => obj is FluidValue value && Equals(value);

    public override int GetHashCode() => At.GetHashCode();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => At.ToUnixTimeSeconds();

    public override string ToStringValue() => Format(isDay ? "short" : "short_time");

    public override object ToObjectValue() => At;

    public override async ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo) =>
        await writer.WriteAsync(Format(isDay ? "short" : "short_time"));

    private DateTimeOffset At => at;

    /// <summary>Writes it by <c>short</c>, <c>long</c>, <c>time</c>, <c>short_time</c>, or a pattern of strftime such as <c>%d %B</c>.</summary>
    public string Format(string format) => format switch
    {
        "short" => At.ToString("d", culture),
        "long" => At.ToString("D", culture),
        "time" => At.ToString("t", culture),
        "short_time" => At.ToString("g", culture),
        _ => Strftime.Format(At, format, culture),
    };
}
