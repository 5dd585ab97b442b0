namespace OrleansSms.Smpp.Receipts;

/// <summary>Receipt states as carriers write them: as words in the text, and as numbers in the TLV message_state.</summary>
public static class ReceiptStateWords
{
    private const int LongestWord = 16;

    /// <summary>The state that a word of the text means, in any case; <see cref="ReceiptState.Unknown"/> when it is not known.</summary>
    /// <param name="word">The value of <c>stat:</c>, in ASCII.</param>
    public static ReceiptState Parse(ReadOnlySpan<byte> word)
    {
        if (word.Length > LongestWord)
        {
            return ReceiptState.Unknown;
        }

        Span<char> upper = stackalloc char[LongestWord];
        for (var at = 0; at < word.Length; at++)
        {
            // 0x11 is the underscore of GSM 03.38.
            upper[at] = word[at] is 0x11 or (byte)'-' ? '_' : char.ToUpperInvariant((char)word[at]);
        }

        return Parse((ReadOnlySpan<char>)upper[..word.Length]);
    }

    /// <summary>The state of a value of the TLV message_state (SMPP 3.4 §5.2.28, SMPP 5.0 §4.7.15).</summary>
    /// <param name="messageState">The value.</param>
    public static ReceiptState FromMessageState(byte messageState) => messageState switch
    {
        0 => ReceiptState.Scheduled,
        1 => ReceiptState.Enroute,
        2 => ReceiptState.Delivered,
        3 => ReceiptState.Expired,
        4 => ReceiptState.Deleted,
        5 => ReceiptState.Undeliverable,
        6 => ReceiptState.Accepted,
        8 => ReceiptState.Rejected,
        9 => ReceiptState.Skipped,
        _ => ReceiptState.Unknown,
    };

    /// <summary>The value of the TLV message_state for a state.</summary>
    /// <param name="state">The state.</param>
    public static byte ToMessageState(ReceiptState state) => state switch
    {
        ReceiptState.Scheduled => 0,
        ReceiptState.Enroute => 1,
        ReceiptState.Delivered => 2,
        ReceiptState.Expired => 3,
        ReceiptState.Deleted => 4,
        ReceiptState.Undeliverable => 5,
        ReceiptState.Accepted => 6,
        ReceiptState.Rejected => 8,
        ReceiptState.Skipped => 9,
        _ => 7,
    };

    /// <summary>The word of seven letters for a state (SMPP 3.4 appendix B).</summary>
    /// <param name="state">The state.</param>
    public static string ToWord(ReceiptState state) => state switch
    {
        ReceiptState.Scheduled => "SCHEDLD",
        ReceiptState.Enroute => "ENROUTE",
        ReceiptState.Delivered => "DELIVRD",
        ReceiptState.Expired => "EXPIRED",
        ReceiptState.Deleted => "DELETED",
        ReceiptState.Undeliverable => "UNDELIV",
        ReceiptState.Accepted => "ACCEPTD",
        ReceiptState.Rejected => "REJECTD",
        ReceiptState.Skipped => "SKIPPED",
        _ => "UNKNOWN",
    };

    private static ReceiptState Parse(ReadOnlySpan<char> upper) => upper switch
    {
        "DELIVRD" or "DELIVERED" or "DELIVERD" or "DLVRD" => ReceiptState.Delivered,
        "UNDELIV" or "UNDELIVERED" or "UNDELIVRD" or "UNDELIVERABLE" or "UNDELIVERD" or "UNDLVRD" or "FAILED" => ReceiptState.Undeliverable,
        "REJECTD" or "REJECTED" or "DND_REJECTED" => ReceiptState.Rejected,
        "EXPIRED" or "EXPIRD" => ReceiptState.Expired,
        "DELETED" => ReceiptState.Deleted,
        "ACCEPTD" or "ACCEPTED" or "ACKED" => ReceiptState.Accepted,
        "ENROUTE" or "BUFFRED" or "BUFFERD" or "BUFFERED" => ReceiptState.Enroute,
        "SCHEDLD" or "SCHEDULED" => ReceiptState.Scheduled,
        "SKIPPED" => ReceiptState.Skipped,
        _ => ReceiptState.Unknown,
    };
}
