using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Receipts;

/// <summary>How one carrier writes its delivery receipts.</summary>
public sealed record ReceiptDialect
{
    /// <summary>The defaults: GSM 03.38, times in UTC.</summary>
    public static ReceiptDialect Default { get; } = new();

    /// <summary>What data_coding 0 means in the receipt's text. Default: GSM 03.38 unpacked.</summary>
    public DefaultAlphabet Alphabet { get; init; }

    /// <summary>The zone of the dates in the text, which carry none. Default: UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
