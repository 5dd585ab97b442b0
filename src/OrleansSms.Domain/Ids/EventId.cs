namespace OrleansSms.Domain.Ids;

/// <summary>
/// Place of an event in its account's log: <c>evt_</c> and a ULID made of the commit's time, the log position and the index within the commit.
/// Later events have greater ids, and an id is also the cursor for reading on behind it.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.EventId")]
public readonly record struct EventId([property: Id(0)] long UnixMs, [property: Id(1)] long Position, [property: Id(2)] int Index)
    : IComparable<EventId>
{
    /// <summary>What the text form starts with.</summary>
    public const string Prefix = "evt_";

    /// <summary>Most events that one commit may hold for one account: the index takes 20 bits.</summary>
    public const int MaxIndex = (1 << 20) - 1;

    /// <summary>A place right before this one: what is read behind it begins with this event.</summary>
    public EventId Before => Index > 0 ? this with { Index = Index - 1 } : this with { Position = Position - 1, Index = MaxIndex };

    /// <summary>When it was written, to the millisecond.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(UnixMs);

    /// <summary>Earlier or later in the log.</summary>
    public static bool operator <(EventId left, EventId right) => left.CompareTo(right) < 0;

    /// <summary>Later or earlier in the log.</summary>
    public static bool operator >(EventId left, EventId right) => left.CompareTo(right) > 0;

    /// <summary>Not later in the log.</summary>
    public static bool operator <=(EventId left, EventId right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in the log.</summary>
    public static bool operator >=(EventId left, EventId right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>evt_01J…</c>.</summary>
    public static bool TryParse(string? text, out EventId id)
    {
        var ok = PrefixedId.TryParse(text, Prefix, out var value);
        id = new EventId((long)(value.High >> 16), (long)(((value.High & 0xFFFF) << 44) | (value.Low >> 20)), (int)(value.Low & MaxIndex));
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(EventId other)
    {
        var byPosition = Position.CompareTo(other.Position);
        return byPosition != 0 ? byPosition : Index.CompareTo(other.Index);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        new SortableId(((ulong)UnixMs << 16) | ((ulong)Position >> 44), ((ulong)Position << 20) | (uint)Index).ToString(Prefix);
}
