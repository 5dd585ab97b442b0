using OrleansSms.Domain.Carriers;

namespace OrleansSms.Web.Binds;

/// <summary>How a bind is doing at this moment.</summary>
internal sealed record BindView
{
    /// <summary>Carrier and index, as in carrier/0.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the session is bound.</summary>
    public required bool Bound { get; init; }

    /// <summary>connecting, bound, waiting (before the next try), draining (sends nothing more) or stopped.</summary>
    public required string State { get; init; }

    /// <summary>Unanswered submit_sm.</summary>
    public required int WindowUsed { get; init; }

    /// <summary>Most that may be unanswered.</summary>
    public required int WindowSize { get; init; }

    /// <summary>Segments a second that the bind allows itself now; 0 = no limit.</summary>
    public required double EffectiveTps { get; init; }

    /// <summary>Why: unlimited, configured, throttled (by the carrier, a moment ago), recovering (from that) or carrier_limit (what the carrier was found to allow).</summary>
    public required string TpsReason { get; init; }

    /// <summary>What keeps it from sending what waits faster, at this moment; null when nothing does.</summary>
    public required BindHold? HeldBy { get; init; }

    /// <summary>Until when the carrier has made it pause.</summary>
    public required DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Its lanes.</summary>
    public required IReadOnlyList<LaneView> Lanes { get; init; }

    /// <summary>Receipts expected, as far as memory knows.</summary>
    public required int OpenReceipts { get; init; }

    /// <summary>The last thing that went wrong.</summary>
    public required string? LastError { get; init; }

    /// <summary>When it went wrong.</summary>
    public required DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>When the session was bound.</summary>
    public required DateTimeOffset? BoundAt { get; init; }

    /// <summary>Segments that the carrier accepted since the bind started.</summary>
    public required long Submitted { get; init; }

    /// <summary>Segments that it throttled.</summary>
    public required long Throttled { get; init; }

    /// <summary>Receipts for messages that nobody knows.</summary>
    public required long UnknownReceipts { get; init; }

    /// <summary>Where it runs: address and port of the silo, as other silos reach it.</summary>
    public required string Silo { get; init; }

    public static BindView Of(BindState state) => new()
    {
        Id = state.Id,
        Bound = state.Bound,
        State = state.State,
        WindowUsed = state.WindowUsed,
        WindowSize = state.WindowSize,
        EffectiveTps = state.EffectiveTps,
        TpsReason = state.TpsReason,
        HeldBy = state.HeldBy,
        PausedUntil = state.PausedUntil.ToTime(),
        Lanes = [.. Enum.GetValues<MessageCategory>().Select(lane => LaneView.Of(state, lane))],
        OpenReceipts = state.OpenReceipts,
        LastError = state.LastError,
        LastErrorAt = state.LastErrorAt.ToTime(),
        BoundAt = state.BoundAt.ToTime(),
        Submitted = state.Submitted,
        Throttled = state.Throttled,
        UnknownReceipts = state.UnknownReceipts,
        Silo = state.Silo,
    };
}

/// <summary>A lane of a bind.</summary>
/// <param name="Category">Whose messages it holds.</param>
/// <param name="Queued">How many wait.</param>
/// <param name="OldestSeconds">For how long the oldest has been waiting.</param>
internal sealed record LaneView(MessageCategory Category, int Queued, double OldestSeconds)
{
    public static LaneView Of(BindState state, MessageCategory lane) =>
        new(lane, state.Queued.ElementAtOrDefault((int)lane), state.OldestSeconds.ElementAtOrDefault((int)lane));
}
