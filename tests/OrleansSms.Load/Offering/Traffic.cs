using System.Globalization;
using OrleansSms.Load.Http;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Offering;

/// <summary>Numbers its requests; which holds what is a function of its number alone, so that anybody can say what should have arrived.</summary>
internal sealed class Traffic
{
    public const int RecipientDigits = 7;

    /// <summary>Requests of a lane; their numbers begin with the lane.</summary>
    private const long LaneRequests = 1_000_000_000;

    /// <summary>Swedish mobile numbers: +46 70 and seven digits.</summary>
    private const long FirstRecipient = 46_700_000_000;

    private const long Numbers = 10_000_000;

    private readonly TrafficOptions _options;
    private readonly long _recipients;
    private long _requests;

    public Traffic(TrafficOptions options)
    {
        _options = options;
        _recipients = options.Recipients > 0 ? options.Recipients : Numbers;
        if (_recipients < options.Size)
        {
            throw new UsageException("A batch has different recipients: --recipients must be at least --batch-size.");
        }

        var expiry = options.Validity is { } validity ? $"\"validity_period\":\"{validity}\"," : "";
        var shared = $"\"from\":\"Load\",\"body\":\"{Tag.Template}\",\"category\":\"{options.Category}\",{expiry}";
        Template = options.Size == 1
            ? new RequestTemplate(Head("/v1/messages"), $"{{{shared}\"to\":\"+4670{{D}}\"}}")
            : new RequestTemplate(Head("/v1/batches"), $"{{{shared}\"recipients\":[{string.Join(',', Enumerable.Repeat("{\"to\":\"+4670{D}\"}", options.Size))}]}}");
    }

    public int Lane => _options.Lane;

    public int Size => _options.Size;

    public bool HasKeys => _options.Idempotency;

    public RequestTemplate Template { get; }

    /// <summary>Requests that were numbered.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Whether every recipient has had a message.</summary>
    public bool HasGoneRound => _options.Recipients == 0 || Requests * Size >= _options.Recipients;

    /// <summary>The number of the next request. One thread at a time.</summary>
    public long Next() => (Lane * LaneRequests) + _requests++;

    /// <summary>Every recipient that takes turns, in E.164.</summary>
    public IEnumerable<string> AllRecipients()
    {
        for (var recipient = 0L; recipient < _recipients; recipient++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"+{FirstRecipient + recipient}");
        }
    }

    /// <summary>The last digits of a row's recipient; rows of one request differ.</summary>
    public long RecipientOf(long request, int row) => ((request % LaneRequests * Size) + row) % _recipients;

    public MessageKey KeyOf(long request, int row) => new(request, FirstRecipient + RecipientOf(request, row));

    /// <summary>Where a message stands in the order of all that this traffic offers, from 0; null when it is none of them.</summary>
    public long? PlaceOf(in MessageKey message)
    {
        var (lane, number) = Math.DivRem(message.Request, LaneRequests);
        var row = (message.Recipient - FirstRecipient - RecipientOf(message.Request, 0) + _recipients) % _recipients;
        return lane == Lane && number < Requests && row >= 0 && row < Size ? (number * Size) + row : null;
    }

    private string Head(string path)
    {
        var key = _options.Idempotency ? "\r\nIdempotency-Key: load-{R}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Gateway.Key}\r\nContent-Type: application/json{key}");
    }
}
