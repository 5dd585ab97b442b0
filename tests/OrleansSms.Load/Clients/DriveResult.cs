using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Clients;

/// <summary>What became of the requests of one offer; times in microseconds of the monotonic clock.</summary>
internal sealed class DriveResult(Traffic traffic)
{
    public Traffic Traffic { get; } = traffic;

    /// <summary>Requests that were answered with 202.</summary>
    public List<long> Accepted { get; } = [];

    public long Messages => (long)Accepted.Count * Traffic.Size;

    /// <summary>Requests that were sent, each once however often it was tried.</summary>
    public long Sent { get; set; }

    public long StartedAt { get; set; }

    public long LastAcceptedAt { get; set; }

    /// <summary>From due to answered with 202.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>Answers by status.</summary>
    public Dictionary<int, long> Answers { get; } = [];

    /// <summary>Answers 429 or 503 that did not say when to come again.</summary>
    public long WithoutRetryAfter { get; set; }

    /// <summary>Connections that ended before the answer.</summary>
    public long LostAnswers { get; set; }

    /// <summary>Answers that were given once more.</summary>
    public long Replayed { get; set; }

    /// <summary>Answers that said no; there should be none.</summary>
    public long Refused { get; set; }

    /// <summary>The first of them.</summary>
    public string? Refusal { get; set; }

    /// <summary>Answers that said to come again: 409, 429, 503.</summary>
    public long PutOff => Answers.Where(answer => answer.Key is 409 or 429 or 503).Sum(answer => answer.Value);
}
