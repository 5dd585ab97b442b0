using System.Globalization;
using OrleansSms.Load.Http;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Driving;

/// <summary>Which request holds what: a function of its number alone, so that an audit can say what should have arrived.</summary>
internal sealed class Workload
{
    public const int RecipientDigits = 7;

    /// <summary>Swedish mobile numbers: +46 70 and seven digits.</summary>
    private const long FirstRecipient = 46_700_000_000;

    private const long Numbers = 10_000_000;

    private readonly WorkloadOptions _options;

    public Workload(WorkloadOptions options)
    {
        _options = options;
        var expiry = options.Validity is { } validity ? $"\"validity_period\":\"{validity}\"," : "";
        var shared = $"\"from\":\"Load\",\"body\":\"{Tag.Template}\",\"category\":\"{options.Category}\",{expiry}";
        Single = new RequestTemplate(Head("/v1/messages"), $"{{{shared}\"to\":\"+4670{{D}}\"}}");
        var rows = string.Join(',', Enumerable.Repeat("{\"to\":\"+4670{D}\"}", options.BatchSize));
        Batch = new RequestTemplate(Head("/v1/batches"), $"{{{shared}\"recipients\":[{rows}]}}");
    }

    public RequestTemplate Single { get; }

    public RequestTemplate Batch { get; }

    public bool HasKeys => _options.Idempotency;

    /// <summary>Requests after which every recipient has had a message.</summary>
    public long RequestsPerRound => _options.Recipients / Math.Max(1, SizeOf(0)) + 1;

    public bool IsBatch(long request) => _options.BatchEvery > 0 && request % _options.BatchEvery == 0;

    public int SizeOf(long request) => IsBatch(request) ? _options.BatchSize : 1;

    public IEnumerable<MessageKey> MessagesOf(long request) =>
        Enumerable.Range(0, SizeOf(request)).Select(row => new MessageKey(request, FirstRecipient + RecipientOf(request, row)));

    /// <summary>The last digits of a row's recipient; rows of one batch differ.</summary>
    public long RecipientOf(long request, int row)
    {
        var number = IsBatch(request) ? (request * _options.BatchSize) + row : request;
        return number % (_options.Recipients > 0 ? _options.Recipients : Numbers);
    }

    private string Head(string path)
    {
        var key = _options.Idempotency ? "\r\nIdempotency-Key: load-{R}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Gateway.Key}\r\nContent-Type: application/json{key}");
    }
}

/// <summary>What is sent.</summary>
internal sealed record WorkloadOptions
{
    /// <summary>Every so many requests is a batch; 1 = all, 0 = none.</summary>
    public int BatchEvery { get; init; }

    public int BatchSize { get; init; } = 1_000;

    /// <summary>How many recipients take turns; 0 = each message has its own.</summary>
    public int Recipients { get; init; } = 100_000;

    public string Category { get; init; } = "transactional";

    /// <summary>ISO 8601; null = the gateway's default.</summary>
    public string? Validity { get; init; }

    /// <summary>Whether every request has an Idempotency-Key, and so may be sent again when its answer was lost.</summary>
    public bool Idempotency { get; init; }
}
