namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// Whether a link was followed by a program: previews of messengers, scanners of carriers and mail gateways, and scripts. By what they say of themselves; one that pretends to be a
/// browser is not told from one.
/// </summary>
public static class BotRules
{
    private static readonly string[] Words =
    [
        "bot", "crawl", "spider", "preview", "scan", "monitor", "headless", "facebookexternalhit", "whatsapp", "slack", "telegram", "skypeuri", "embedly", "proxy", "validator",
        "curl/", "wget/", "python", "go-http", "java/", "okhttp", "libwww", "httpclient", "axios", "node-fetch",
    ];

    /// <summary>Whether the request was a program's.</summary>
    /// <param name="isHead">Whether it asks for headers only.</param>
    /// <param name="userAgent">What it calls itself; null or empty = nothing, which no browser does.</param>
    /// <param name="purpose">Its <c>Sec-Purpose</c> or <c>Purpose</c>: a prefetch is not a click.</param>
    public static bool IsBot(bool isHead, string? userAgent, string? purpose) =>
        isHead
        || string.IsNullOrWhiteSpace(userAgent)
        || purpose?.Contains("prefetch", StringComparison.OrdinalIgnoreCase) == true
        || Array.Exists(Words, word => userAgent.Contains(word, StringComparison.OrdinalIgnoreCase));
}
