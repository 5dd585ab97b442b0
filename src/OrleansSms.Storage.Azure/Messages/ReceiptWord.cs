namespace OrleansSms.Storage.Azure.Messages;

/// <summary>The last word on a receipt.</summary>
/// <param name="Message">The message that said it.</param>
/// <param name="Key">What the receipt is found by.</param>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="IsOpen">Whether it is expected; otherwise it has come.</param>
internal sealed record ReceiptWord(HeldMessage Message, ReceiptKey Key, long At, bool IsOpen);
