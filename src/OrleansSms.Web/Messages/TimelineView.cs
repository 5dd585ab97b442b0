namespace OrleansSms.Web.Messages;

/// <summary>One line of a message's history.</summary>
internal sealed record TimelineView
{
    /// <summary>When, to the microsecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>Carrier and bind, as in carrier/0, where one took part.</summary>
    public required string? Carrier { get; init; }

    /// <summary>0-based segment; null where the whole message is meant.</summary>
    public required int? Segment { get; init; }

    /// <summary>The carrier's command_status as a number; null where there was none.</summary>
    public required long? CommandStatus { get; init; }

    /// <summary>The SMSC's id, as sent.</summary>
    public required string? SmscMessageId { get; init; }

    /// <summary>When the submit_sm went out whose answer this is; null in other lines.</summary>
    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>Reason or evidence.</summary>
    public required string? Detail { get; init; }

    /// <summary>The consent that it goes by, con_…, where the account requires one.</summary>
    public required string? Record { get; init; }

    public static TimelineView Of(TimelineEntry entry) => new()
    {
        At = entry.At.ToTime(),
        Kind = entry.Kind,
        Carrier = entry.Carrier,
        Segment = entry.Segment < 0 ? null : entry.Segment,
        CommandStatus = entry.CommandStatus < 0 ? null : entry.CommandStatus,
        SmscMessageId = entry.SmscMessageId,
        SentAt = SentAtOf(entry)?.ToTime(),
        Detail = SentAtOf(entry) is null ? entry.Detail : null,
        Record = entry.Record,
    };

    /// <summary>The one line whose detail is a time, in Unix microseconds.</summary>
    private static long? SentAtOf(TimelineEntry entry) =>
        entry.Kind == TimelineKind.Submitted && long.TryParse(entry.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;
}
