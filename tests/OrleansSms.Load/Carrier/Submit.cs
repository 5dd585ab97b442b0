using System.Buffers.Text;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Carrier;

/// <summary>What the carrier needs to know of a submit_sm, read from its body without copying anything.</summary>
/// <param name="Request">From the tag in its text.</param>
/// <param name="Recipient">destination_addr.</param>
/// <param name="DueAt">From the tag in its text.</param>
/// <param name="WantsReceipt">registered_delivery asks for the final outcome.</param>
internal readonly record struct Submit(long Request, long Recipient, long DueAt, bool WantsReceipt)
{
    /// <summary>False when it is not one of this tool's messages. SMPP 3.4 §4.4.1.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out Submit submit)
    {
        submit = default;
        var rest = body;
        if (!TrySkipString(ref rest) || !TrySkip(ref rest, 2) || !TrySkipString(ref rest) || !TrySkip(ref rest, 2))
        {
            return false;
        }

        if (!Utf8Parser.TryParse(rest, out long recipient, out var digits) || !TrySkip(ref rest, digits + 1) || !TrySkip(ref rest, 3))
        {
            return false;
        }

        if (!TrySkipString(ref rest) || !TrySkipString(ref rest) || rest.Length < 5 || rest.Length < 5 + rest[4])
        {
            return false;
        }

        var wantsReceipt = (rest[0] & 3) == 1;
        if (!Tag.TryRead(rest.Slice(5, rest[4]), out var dueAt, out var request))
        {
            return false;
        }

        submit = new Submit(request, recipient, dueAt, wantsReceipt);
        return true;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> rest, int count)
    {
        if (rest.Length < count)
        {
            return false;
        }

        rest = rest[count..];
        return true;
    }

    private static bool TrySkipString(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)0);
        return end >= 0 && TrySkip(ref rest, end + 1);
    }
}
