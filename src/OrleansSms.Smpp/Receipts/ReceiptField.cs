namespace OrleansSms.Smpp.Receipts;

// The fields of a receipt's text (SMPP 3.4 appendix B).
internal enum ReceiptField
{
    Id,
    Submitted,
    Delivered,
    SubmitDate,
    DoneDate,
    Stat,
    Error,
    Text,
}
