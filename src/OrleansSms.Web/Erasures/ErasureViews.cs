using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Erasures;

/// <summary>An erasure. It does not name the number, not even while it runs.</summary>
internal sealed record ErasureView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>running or finished.</summary>
    public required string Status { get; init; }

    /// <summary>Keyed hash of the number: the same for each erasure of one number in this deployment.</summary>
    public required string NumberHash { get; init; }

    /// <summary>When it was ordered. What came later is not erased.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>When nothing was left.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether it was done once more, since an older copy of the data was opened.</summary>
    public required bool Repeated { get; init; }

    /// <summary>What was done so far.</summary>
    public required ErasureReportView Report { get; init; }

    public static ErasureView Of(ErasureRecord record) => new()
    {
        Id = record.Id,
        Status = record.FinishedAt is null ? "running" : "finished",
        NumberHash = record.NumberHash,
        OrderedAt = record.OrderedAt.ToTime(),
        FinishedAt = record.FinishedAt.ToTime(),
        Repeated = record.IsRepeated,
        Report = new ErasureReportView(
            record.Report.Messages, record.Report.Inbound, record.Report.Canceled, record.Report.Contacts, record.Report.Consents, record.Report.IsRefusalKept),
    };
}

/// <summary>What an erasure has done.</summary>
/// <param name="Messages">Messages to the person that lost text and number.</param>
/// <param name="InboundMessages">Messages from the person that lost text and number.</param>
/// <param name="CanceledMessages">Messages that waited and were canceled.</param>
/// <param name="Contacts">Contacts that were removed.</param>
/// <param name="Consents">Consents that were removed.</param>
/// <param name="RefusalKept">Whether an opt-out or a suppression stands still, under the keyed hash.</param>
internal sealed record ErasureReportView(int Messages, int InboundMessages, int CanceledMessages, int Contacts, int Consents, bool RefusalKept);
