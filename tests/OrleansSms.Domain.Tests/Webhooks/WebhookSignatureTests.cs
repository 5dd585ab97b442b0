using System.Text;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Domain.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // The example of the Standard Webhooks specification and of its reference libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void The_published_example_is_signed_as_published() =>
        Assert.Equal(Signature, WebhookSignature.Sign([Key(Secret)], Id, Timestamp, Body));

    [Fact]
    public void Each_secret_signs_once_while_one_replaces_the_other()
    {
        var other = WebhookSecret.Create();

        var both = WebhookSignature.Sign([Key(other), Key(Secret)], Id, Timestamp, Body).Split(' ');

        Assert.Equal([WebhookSignature.Sign([Key(other)], Id, Timestamp, Body), Signature], both);
    }

    [Fact]
    public void A_new_secret_can_be_read_and_differs_from_the_last()
    {
        var secret = WebhookSecret.Create();

        Assert.True(WebhookSecret.TryDecode(secret, out var key));
        Assert.Equal(32, key.Length);
        Assert.NotEqual(secret, WebhookSecret.Create());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, whatever it is!")]
    public void What_is_not_a_secret_is_refused(string? text) => Assert.False(WebhookSecret.TryDecode(text, out _));

    private static byte[] Key(string secret)
    {
        Assert.True(WebhookSecret.TryDecode(secret, out var key));
        return key;
    }
}
