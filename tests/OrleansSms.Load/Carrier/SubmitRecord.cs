namespace OrleansSms.Load.Carrier;

/// <summary>A submit_sm that the carrier accepted; 24 bytes, also in the file.</summary>
internal readonly record struct SubmitRecord(long Request, long Recipient, long ReceivedAt)
{
    public const int Bytes = 24;

    public MessageKey Key => new(Request, Recipient);
}
