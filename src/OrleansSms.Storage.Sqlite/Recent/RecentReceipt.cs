namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>The last word on a receipt.</summary>
/// <param name="message">The message that said it.</param>
/// <param name="carrier">Number of the carrier.</param>
/// <param name="smscId">The SMSC's id, normalised.</param>
/// <param name="segment">0-based segment, or -1.</param>
/// <param name="at">When it was opened, in Unix microseconds.</param>
/// <param name="isOpen">Whether it is expected; otherwise it has come.</param>
internal sealed class RecentReceipt(RecentMessage message, int carrier, string smscId, int segment, long at, bool isOpen)
{
    public RecentMessage Message => message;

    public int Carrier => carrier;

    public string SmscId => smscId;

    public int Segment => segment;

    public long At => at;

    public bool IsOpen => isOpen;
}
