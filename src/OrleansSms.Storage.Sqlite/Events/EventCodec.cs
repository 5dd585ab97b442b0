using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Events;

/// <summary>
/// The events of one commit and account as octets: type, flags, time since the one before, then what the flags announce. Neighbours are
/// mostly about the same message or the next one, which takes three octets instead of sixteen.
/// </summary>
internal sealed class EventEncoder
{
    private readonly BlobWriter _blob = new();
    private long _lastAt;
    private MessageId _lastMessage;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Payload => _blob.Written;

    public void Clear()
    {
        _blob.Clear();
        _lastAt = 0;
        _lastMessage = default;
        Count = 0;
    }

    public void Add(EventType type, long at, MessageId? message, string? reason, string? error, string? subject)
    {
        var flags = (reason is null ? 0 : EventFlags.Reason) | (error is null ? 0 : EventFlags.Error) | (subject is null ? 0 : EventFlags.Subject);
        if (message is { } id)
        {
            flags |= EventFlags.Message | (id == _lastMessage ? EventFlags.SameMessage : 0);
        }

        _blob.Byte((byte)type);
        _blob.Byte((byte)flags);
        _blob.Signed(at - _lastAt);
        _lastAt = at;
        if (message is { } other && other != _lastMessage)
        {
            _blob.Signed(other.Key - _lastMessage.Key);
            _blob.Int64((long)other.Value.Low);
            _lastMessage = other;
        }

        Text(reason);
        Text(error);
        Text(subject);
        Count++;
    }

    private void Text(string? text)
    {
        if (text is not null)
        {
            _blob.Text(text);
        }
    }
}

/// <summary>Reads what <see cref="EventEncoder"/> wrote.</summary>
internal static class EventDecoder
{
    /// <summary>Adds the events behind <paramref name="skip"/> to <paramref name="events"/>, until that holds <paramref name="limit"/>.</summary>
    public static void Read(ReadOnlySpan<byte> payload, long unixMs, long position, int skip, int limit, List<LoggedEvent> events)
    {
        var blob = new BlobReader(payload);
        var at = 0L;
        var message = default(MessageId);
        for (var index = 0; !blob.AtEnd && events.Count < limit; index++)
        {
            var type = (EventType)blob.Byte();
            var flags = (EventFlags)blob.Byte();
            at += blob.Signed();
            if ((flags & (EventFlags.Message | EventFlags.SameMessage)) == EventFlags.Message)
            {
                message = new MessageId(new SortableId((ulong)(message.Key + blob.Signed()), (ulong)blob.Int64()));
            }

            var reason = flags.HasFlag(EventFlags.Reason) ? blob.Text() : null;
            var error = flags.HasFlag(EventFlags.Error) ? blob.Text() : null;
            var subject = flags.HasFlag(EventFlags.Subject) ? blob.Text() : null;
            if (index >= skip)
            {
                events.Add(new LoggedEvent
                {
                    Id = new EventId(unixMs, position, index),
                    Type = type,
                    At = at,
                    Message = flags.HasFlag(EventFlags.Message) ? message : null,
                    Reason = reason,
                    Error = error,
                    Subject = subject,
                });
            }
        }
    }
}

/// <summary>What an encoded event carries.</summary>
[Flags]
internal enum EventFlags : byte
{
    /// <summary>It is about a message.</summary>
    Message = 1,

    /// <summary>The same one as the event before.</summary>
    SameMessage = 2,

    /// <summary>It has a reason.</summary>
    Reason = 4,

    /// <summary>It has an error.</summary>
    Error = 8,

    /// <summary>It has a subject.</summary>
    Subject = 16,
}
