namespace OrleansSms.Load.Running;

/// <summary>What a measurement showed; rates in messages a second.</summary>
internal sealed record RunResult
{
    public required int Messages { get; init; }

    /// <summary>To the last answer 202.</summary>
    public required double AcceptedPerSecond { get; init; }

    /// <summary>To the last submit_sm at the carrier.</summary>
    public required double SubmittedPerSecond { get; init; }

    /// <summary>To the last receipt that the gateway has answered; 0 without receipts.</summary>
    public required double ReceiptedPerSecond { get; init; }

    /// <summary>From due to 202, milliseconds.</summary>
    public required Latency Http { get; init; }

    /// <summary>From due to submit_sm at the carrier, milliseconds.</summary>
    public required Latency ToCarrier { get; init; }

    public required double CommitsPerSecond { get; init; }

    public required double MessagesPerCommit { get; init; }

    public required double GatewayCpuPer1000 { get; init; }

    public required double CarrierCpuPer1000 { get; init; }

    public required double ClientCpuPer1000 { get; init; }

    public required double ResidentMiB { get; init; }

    public required double ReadySeconds { get; init; }

    public required int Lost { get; init; }

    public required int Duplicates { get; init; }

    /// <summary>Requests refused or unanswered.</summary>
    public required int Failed { get; init; }

    /// <summary>Answers that said to come again.</summary>
    public required int PutOff { get; init; }

    public required IReadOnlyDictionary<string, int> Statuses { get; init; }

    public required IReadOnlyList<string> Wrong { get; init; }

    public bool IsClean => Lost == 0 && Duplicates == 0 && Failed == 0 && Wrong.Count == 0;
}
