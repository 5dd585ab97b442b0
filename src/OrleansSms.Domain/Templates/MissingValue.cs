using System.Text.Encodings.Web;
using Fluid.Values;

namespace OrleansSms.Domain.Templates;

/// <summary>A value that is not there. It is nil to conditions and to <c>default</c>; where it would be shown, it is noted as missing.</summary>
internal sealed class MissingValue(string name, List<string> missing) : FluidValue
{
    public override FluidValues Type => FluidValues.Nil;

    public override bool IsNil() => true;

    public override bool Equals(FluidValue? other) => other?.IsNil() == true;

    public override bool Equals(object? obj) => obj is FluidValue value && Equals(value);

    public override int GetHashCode() => 0;

    public override bool ToBooleanValue() => false;

    public override decimal ToNumberValue()
    {
        Note();
        return 0;
    }

    public override string ToStringValue()
    {
        Note();
        return "";
    }

    public override object? ToObjectValue() => null;

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        Note();
        return default;
    }

    private void Note()
    {
        if (!missing.Contains(name))
        {
            missing.Add(name);
        }
    }
}
