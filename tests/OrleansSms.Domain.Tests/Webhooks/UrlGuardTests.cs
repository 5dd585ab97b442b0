using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Domain.Tests.Webhooks;

public sealed class UrlGuardTests
{
    [Theory]
    [InlineData("https://example.com/hook")]
    [InlineData("http://example.com:8080/hook?x=1")]
    [InlineData("https://8.8.8.8/")]
    public void A_public_http_URL_may_be_named(string url) => Assert.True(UrlGuard.TryParse(url, allowPrivateNetworks: false, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/hook")]
    [InlineData("example.com/hook")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.com/")]
    public void What_is_not_an_http_URL_may_not(string? url) => Assert.False(UrlGuard.TryParse(url, allowPrivateNetworks: true, out _));

    [Theory]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost./")]
    [InlineData("http://api.localhost/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    public void A_private_host_may_be_named_only_where_the_operator_allows_it(string url)
    {
        Assert.False(UrlGuard.TryParse(url, allowPrivateNetworks: false, out _));
        Assert.True(UrlGuard.TryParse(url, allowPrivateNetworks: true, out _));
    }
}
