using System.Diagnostics.CodeAnalysis;

namespace OrleansSms.Simulator;

/// <summary>How message ids are written.</summary>
public enum MessageIdFormat
{
    /// <summary>A decimal number.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "Decimal is what carriers call it; no type is meant.")]
    Decimal,

    /// <summary>A hexadecimal number in lower case, eight digits at least.</summary>
    Hex,
}
