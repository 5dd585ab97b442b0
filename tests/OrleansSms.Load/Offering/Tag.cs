using System.Buffers.Text;

namespace OrleansSms.Load.Offering;

/// <summary>
/// What stands in the text of each message: <c>T=microseconds;r=request</c>, both with leading zeros so that every request has the same length. Request and
/// recipient together name a message.
/// </summary>
internal static class Tag
{
    public const string Template = "T={T};r={R}";
    public const int TimeDigits = 16;
    public const int RequestDigits = 10;

    private const int RequestAt = 2 + TimeDigits + 3;

    public static bool TryRead(ReadOnlySpan<byte> text, out long time, out long request)
    {
        request = 0;
        time = 0;
        return text.Length == RequestAt + RequestDigits
            && Utf8Parser.TryParse(text.Slice(2, TimeDigits), out time, out _)
            && Utf8Parser.TryParse(text.Slice(RequestAt, RequestDigits), out request, out _);
    }
}

/// <summary>One message: the request that carried it and its recipient's number.</summary>
internal readonly record struct MessageKey(long Request, long Recipient);
