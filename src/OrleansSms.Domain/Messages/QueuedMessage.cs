namespace OrleansSms.Domain.Messages;

/// <summary>A message in a bind's lane: what was accepted and how far it has come.</summary>
/// <param name="Message">As accepted.</param>
/// <param name="Attempts">Counted attempts so far.</param>
/// <param name="SentMask">Segments that the carrier already accepted; they are not sent again.</param>
/// <param name="Retries">Uncounted tries since the bind took it: they make it wait longer. Not kept over a restart.</param>
/// <param name="RenewedUntil">Until when a later decision than that of its acceptance holds, in Unix microseconds. Not kept over a restart: then it is decided again.</param>
/// <param name="RenewedAt">When that decision was made.</param>
/// <param name="Review">The bind's last order to decide again that it was decided after, see <c>Recalls</c>. Orders of another bind are others.</param>
[GenerateSerializer, Immutable, Alias("sms.QueuedMessage")]
public sealed record QueuedMessage(
    [property: Id(0)] Message Message,
    [property: Id(1)] int Attempts,
    [property: Id(2)] long SentMask,
    [property: Id(3)] int Retries = 0,
    [property: Id(4)] long RenewedUntil = 0,
    [property: Id(5)] long RenewedAt = 0,
    [property: Id(6)] long Review = 0)
{
    /// <summary>Value of <see cref="RenewedUntil"/> when the decision of its acceptance holds no more.</summary>
    public const long Undecided = -1;

    /// <summary>Value of <see cref="RenewedUntil"/> when the store says that its recipient has opted out: it is not sent at all.</summary>
    public const long OptedOut = -2;

    /// <summary>Until when it may be sent without being decided again, in Unix microseconds.</summary>
    public long LeaseUntil => RenewedUntil == 0 ? Message.LeaseUntil : RenewedUntil;

    /// <summary>When it was decided last, in Unix microseconds. After a clock was set back this may be earlier than when it was accepted.</summary>
    public long DecidedAt => RenewedUntil > 0 ? RenewedAt : Message.CreatedAt;
}
