using System.Globalization;
using System.Net;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Posts signed events. One for the process: its connections are shared by all endpoints.</summary>
internal sealed class WebhookClient : IDisposable
{
    /// <summary>An answer's body says nothing that is needed. More than this is not read: the connection is closed instead.</summary>
    private const int MaxResponseBytes = 16 * 1024;

    private const int MaxResponseHeaderKilobytes = 16;
    private static readonly TimeSpan MaxResponseTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleConnectionLifetime = TimeSpan.FromSeconds(60);
    private static readonly string UserAgent = $"OrleansSms/{typeof(WebhookClient).Assembly.GetName().Version?.ToString(3)}";

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;

    public WebhookClient(WebhookOptions options, TimeProvider time)
    {
        _time = time;
        _timeout = options.Timeout;
        AllowsPrivateNetworks = options.AllowPrivateNetworks;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            // A redirect, a proxy or a cookie would each lead past the guard or carry one customer's state to another.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = new GuardedConnector(options.AllowPrivateNetworks).ConnectAsync,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerServer,
            PooledConnectionLifetime = options.ConnectionLifetime,
            PooledConnectionIdleTimeout = IdleConnectionLifetime,
            MaxResponseDrainSize = MaxResponseBytes,
            ResponseDrainTimeout = MaxResponseTime,
            MaxResponseHeadersLength = MaxResponseHeaderKilobytes,
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Whether URLs may name private hosts.</summary>
    public bool AllowsPrivateNetworks { get; }

    /// <summary>Posts what <paramref name="slot"/>'s body holds. Throws only when the slot's owner stops.</summary>
    public async Task<PostResult> PostAsync(Uri url, string id, IReadOnlyList<byte[]> keys, PostSlot slot)
    {
        using var request = Request(url, id, keys, slot.Body);
        try
        {
            using var response = await _http.SendAsync(request, slot.Deadline.Start(_timeout));
            return Judge(response.StatusCode);
        }
        catch (OperationCanceledException) when (!slot.Stop.IsCancellationRequested)
        {
            slot.Body.Abandon();
            return new PostResult(PostOutcome.Timeout, "no answer in time");
        }
        catch (HttpRequestException error)
        {
            slot.Body.Abandon();
            return error.InnerException is PrivateAddressException
                ? new PostResult(PostOutcome.Refused, "the host leads to a private address")
                : new PostResult(PostOutcome.Unreachable, $"no connection: {error.HttpRequestError}");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Uri url, string id, IReadOnlyList<byte[]> keys, WebhookBody body)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new WebhookContent(body.Json) };
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (keys.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Sign(keys, body.Signed(id, timestamp)));
        }

        return request;
    }

    private static PostResult Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => PostResult.Delivered,
        >= 300 and < 400 => new PostResult(PostOutcome.Redirected, Describe(status)),
        410 => new PostResult(PostOutcome.Gone, Describe(status)),
        _ => new PostResult(PostOutcome.Failed, Describe(status)),
    };

    private static string Describe(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}");
}
