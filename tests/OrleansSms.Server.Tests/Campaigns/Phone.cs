using System.Net;
using System.Text.RegularExpressions;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>A recipient's phone, on which links are followed.</summary>
internal static partial class Phone
{
    public const string Browser = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1";

    private static readonly HttpClient Http = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>The tokens of the short links in a text.</summary>
    public static IReadOnlyList<string> LinksIn(string text) => [.. LinkPattern().Matches(text).Select(static match => match.Groups[1].Value)];

    /// <summary>Where a link leads; null when there is none of this token.</summary>
    public static async Task<string?> FollowAsync(GatewayProcess gateway, string token, string userAgent = Browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Url, "/l/" + token));
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using var response = await Http.SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.NotFound, response.StatusCode.ToString());
        return response.Headers.Location?.OriginalString;
    }

    [GeneratedRegex("https://go\\.example/l/([0-9A-Za-z]+)")]
    private static partial Regex LinkPattern();
}
