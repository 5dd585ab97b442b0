namespace OrleansSms.Grains.Webhooks;

/// <summary>Settings of webhook delivery, section <c>OrleansSms:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Whether URLs may lead to private, loopback and other non-public addresses. Default false: a customer must not reach the operator's own network.
    /// </summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>From posting to the answer's headers. Default 10 s: a receiver should take note and work later.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For the TCP and TLS handshakes. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Posts under way per endpoint. Default 32: at 3 ms a post this is 10,000 a second.</summary>
    public int MaxConcurrentPosts { get; set; } = 32;

    /// <summary>Posts under way per account to callback URLs. Default 128: they go to many servers, of which some are slow.</summary>
    public int MaxConcurrentCallbacks { get; set; } = 128;

    /// <summary>Connections of this process to one server. Default 64: two busy endpoints on it.</summary>
    public int MaxConnectionsPerServer { get; set; } = 64;

    /// <summary>How long a connection is used before the name is resolved again. Default 5 min.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Failed deliveries kept per endpoint, about 200 bytes each. Default 100,000; beyond it the log waits until there is room.</summary>
    public int MaxPending { get; set; } = 100_000;

    /// <summary>Events read from the log at once. Default 500: a read of some milliseconds.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Events in memory per endpoint that are neither delivered nor noted as pending; a crash repeats at most these. Default 2,000.</summary>
    public int MaxUnsettled { get; set; } = 2_000;

    /// <summary>How long progress may stay unwritten. Default 100 ms: ten commits a second and endpoint at most.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A post that takes longer is noted as pending, so that the cursor moves on without it. Default 1 s.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the log is looked at when nothing was announced, since other silos write too. Default 5 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after the store refused. Default 1 s.</summary>
    public TimeSpan StoreRetryInterval { get; set; } = TimeSpan.FromSeconds(1);
}
