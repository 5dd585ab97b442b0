using System.Globalization;

namespace OrleansSms.Smpp.Receipts;

/// <summary>Writes delivery receipts, for the simulator and the SMPP server.</summary>
public static class ReceiptText
{
    /// <summary>Characters of the message's text that a receipt repeats.</summary>
    public const int TextCharacters = 20;

    /// <summary>
    /// The classic text (SMPP 3.4 appendix B):
    /// <c>id:… sub:001 dlvrd:001 submit date:YYMMDDhhmm done date:YYMMDDhhmm stat:DELIVRD err:000 text:…</c>.
    /// </summary>
    /// <param name="receipt">
    /// What to say. <see cref="DeliveryReceipt.RawState"/> wins over the state; without numbers it is one message of
    /// one.
    /// </param>
    /// <param name="zone">The zone to write the dates in; UTC when null.</param>
    public static string Format(DeliveryReceipt receipt, TimeZoneInfo? zone = null)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var submitted = receipt.Submitted ?? 1;
        var delivered = receipt.Delivered ?? (receipt.State == ReceiptState.Delivered ? submitted : 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"id:{receipt.MessageId} sub:{submitted:D3} dlvrd:{delivered:D3} submit date:{Date(receipt.SubmitDate, zone)} " +
            $"done date:{Date(receipt.DoneDate, zone)} stat:{receipt.RawState ?? ReceiptStateWords.ToWord(receipt.State)} " +
            $"err:{receipt.Error ?? "000"} text:{Shortened(receipt.Text)}");
    }

    private static string Date(DateTimeOffset? time, TimeZoneInfo? zone) => time is { } value
        ? TimeZoneInfo.ConvertTime(value, zone ?? TimeZoneInfo.Utc).ToString("yyMMddHHmm", CultureInfo.InvariantCulture)
        : "0000000000";

    private static string Shortened(string? text)
    {
        if (text is null || text.Length <= TextCharacters)
        {
            return text ?? string.Empty;
        }

        return text[..(char.IsHighSurrogate(text[TextCharacters - 1]) ? TextCharacters - 1 : TextCharacters)];
    }
}
