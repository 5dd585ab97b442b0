using System.Diagnostics.CodeAnalysis;

namespace OrleansSms.Smpp.Receipts;

/// <summary>In which base a carrier writes its message ids, in submit_sm_resp or in receipts. A setting of the carrier; never guessed.</summary>
public enum MessageIdBase
{
    /// <summary>The id is a name. Only case, leading zeros and surrounding blanks are evened out.</summary>
    AsIs,

    /// <summary>The id is a decimal number.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The word carriers and the configuration use.")]
    Decimal,

    /// <summary>The id is a hexadecimal number.</summary>
    Hex,
}
