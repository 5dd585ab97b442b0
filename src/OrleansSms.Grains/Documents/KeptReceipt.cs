using OrleansSms.Smpp.Receipts;

namespace OrleansSms.Grains.Documents;

/// <summary>A delivery receipt that was answered before its message was known. The text that carriers repeat in it is not kept.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Bind">The bind that took it, as in <c>carrier/0</c>.</param>
/// <param name="SmscMessageId">The SMSC's id in the form in which ids are compared.</param>
/// <param name="MessageId">The id as the receipt has it.</param>
/// <param name="State">What it says of the message.</param>
/// <param name="RawState">The same in the carrier's word.</param>
/// <param name="Error">The carrier's error.</param>
/// <param name="Intermediate">Whether it is no final receipt.</param>
internal sealed record KeptReceipt(
    string Id, string Bind, string SmscMessageId, string MessageId, ReceiptState State, string? RawState, string? Error, bool Intermediate);
