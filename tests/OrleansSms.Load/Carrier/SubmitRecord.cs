using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Carrier;

/// <summary>A submit_sm that the carrier accepted; 32 bytes, also in the file. Times in microseconds of the monotonic clock.</summary>
/// <param name="Request">The request that brought the message.</param>
/// <param name="Recipient">Its number.</param>
/// <param name="DueAt">When the request was due.</param>
/// <param name="ReceivedAt">When the submit_sm was read.</param>
internal readonly record struct SubmitRecord(long Request, long Recipient, long DueAt, long ReceivedAt)
{
    public const int Bytes = 32;

    public MessageKey Key => new(Request, Recipient);

    public long Latency => ReceivedAt - DueAt;
}
