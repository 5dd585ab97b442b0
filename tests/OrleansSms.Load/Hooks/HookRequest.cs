using System.Buffers.Text;

namespace OrleansSms.Load.Hooks;

/// <summary>One posted event where it stands in the buffer.</summary>
internal readonly ref struct HookRequest
{
    public ReadOnlySpan<byte> Id { get; private init; }

    public ReadOnlySpan<byte> Timestamp { get; private init; }

    public ReadOnlySpan<byte> Signature { get; private init; }

    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>Octets of head and body.</summary>
    public int Length { get; private init; }

    /// <summary>False when there is not a whole request yet.</summary>
    /// <exception cref="InvalidDataException">It does not say how long its body is.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out HookRequest request)
    {
        request = default;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = bytes[..(end + 2)];
        if (!Utf8Parser.TryParse(Header(head, "\r\nContent-Length: "u8), out int length, out _))
        {
            throw new InvalidDataException("A request without Content-Length.");
        }

        if (bytes.Length < end + 4 + length)
        {
            return false;
        }

        request = new HookRequest
        {
            Id = Header(head, "\r\nwebhook-id: "u8),
            Timestamp = Header(head, "\r\nwebhook-timestamp: "u8),
            Signature = Header(head, "\r\nwebhook-signature: "u8),
            Body = bytes.Slice(end + 4, length),
            Length = end + 4 + length,
        };
        return true;
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = head[(at + name.Length)..];
        return value[..value.IndexOf("\r\n"u8)];
    }
}
