namespace OrleansSms.Web.Http;

/// <summary>RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers): quota q in a window of w seconds, r left, t seconds to go.</summary>
internal static class RateLimitHeaders
{
    public static void Write(IHeaderDictionary headers, RateLimitState state)
    {
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"segments\";q={state.Limit};w=1");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"segments\";r={Math.Max(0, state.Remaining)};t={state.ResetSeconds}");
    }
}
