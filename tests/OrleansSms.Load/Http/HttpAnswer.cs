using System.Buffers.Text;

namespace OrleansSms.Load.Http;

/// <summary>An HTTP/1.1 answer where it stands in the buffer.</summary>
internal readonly ref struct HttpAnswer
{
    private HttpAnswer(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        Status = status;
        Head = head;
        Body = body;
    }

    public int Status { get; }

    public ReadOnlySpan<byte> Body { get; }

    public bool IsReplayed => Head.IndexOf("\r\nIdempotent-Replayed: true"u8) >= 0;

    public bool SaysWhenToRetry => Head.IndexOf("\r\nRetry-After: "u8) >= 0;

    private ReadOnlySpan<byte> Head { get; }

    /// <summary>False when there is not a whole answer yet.</summary>
    /// <exception cref="LoadException">It is not HTTP.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out HttpAnswer answer)
    {
        answer = default;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = bytes[..(end + 2)];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _))
        {
            throw new LoadException("The gateway's answer is not HTTP.");
        }

        var rest = bytes[(end + 4)..];
        if (!TryMeasureBody(head, rest, out var length))
        {
            return false;
        }

        answer = new HttpAnswer(status, head, rest[..length]);
        return true;
    }

    // One request at a time: a chunked body ends where what came ends, and is only looked into for words.
    private static bool TryMeasureBody(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest, out int length)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0)
        {
            return Utf8Parser.TryParse(head[(at + "\r\nContent-Length: ".Length)..], out length, out _) && rest.Length >= length;
        }

        length = rest.Length;
        return head.IndexOf("\r\nTransfer-Encoding: chunked"u8) < 0 || rest.EndsWith("0\r\n\r\n"u8);
    }
}
