using System.Text;
using OrleansSms.Load.Http;

namespace OrleansSms.Load.Tests.Http;

public sealed class HttpAnswerTests
{
    private const string Sized = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nbody";
    private const string Chunked = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";

    [Theory]
    [InlineData(Sized)]
    [InlineData(Chunked)]
    public void An_answer_is_read_once_it_is_whole(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.False(HttpAnswer.TryRead(bytes.AsSpan(0, length), out _)));
        Assert.True(HttpAnswer.TryRead(bytes, out _));
    }

    [Fact]
    public void It_tells_status_body_and_when_to_retry()
    {
        Assert.True(HttpAnswer.TryRead(Encoding.ASCII.GetBytes(Sized), out var accepted));
        Assert.True(HttpAnswer.TryRead(Encoding.ASCII.GetBytes(Chunked), out var putOff));

        Assert.Equal((202, "body", false), (accepted.Status, Encoding.ASCII.GetString(accepted.Body), accepted.SaysWhenToRetry));
        Assert.Equal((503, true), (putOff.Status, putOff.SaysWhenToRetry));
    }

    [Fact]
    public void What_is_not_HTTP_ends_the_run() => Assert.Throws<LoadException>(() => HttpAnswer.TryRead("SMTP/1.1 220 Hello\r\n\r\n"u8, out _));
}
