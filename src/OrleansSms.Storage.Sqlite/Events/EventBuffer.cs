using System.Runtime.InteropServices;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Events;

/// <summary>Gathers the events of a commit, and writes them as one row an account. Writer thread only.</summary>
internal sealed class EventBuffer
{
    /// <summary>Row of <c>counters</c> that outlives the events which are pruned.</summary>
    public const string PositionCounter = "event_position";

    private readonly NameTable _names;
    private readonly EventSignals _signals;
    private readonly TimeProvider _time;
    private readonly Dictionary<int, EventEncoder> _encoders = [];
    private readonly List<int> _accounts = [];
    private long _position;
    private long _published;
    private long _unixMs;

    public EventBuffer(Connection connection, NameTable names, EventSignals signals, TimeProvider time)
    {
        (_names, _signals, _time) = (names, signals, time);
        (_position, _unixMs) = ReadLast(connection);
        _published = _position;
    }

    /// <summary>Readers go no further: the messages that later events tell of may not be there for them yet.</summary>
    public long Published => Volatile.Read(ref _published);

    /// <summary>Greatest position that was ever written.</summary>
    public long Position => _position;

    public void Add(int account, EventType type, long at, MessageId? message, string? reason = null, string? error = null, string? subject = null)
    {
        ref var encoder = ref CollectionsMarshal.GetValueRefOrAddDefault(_encoders, account, out _);
        encoder ??= new EventEncoder();
        if (encoder.Count == 0)
        {
            _accounts.Add(account);
        }

        encoder.Add(type, at, message, reason, error, subject);
    }

    /// <summary>Writes the rows. Places in the log only ever grow, whatever the clock does.</summary>
    public void Flush(Connection connection)
    {
        if (_accounts.Count == 0)
        {
            return;
        }

        _position++;
        _unixMs = Math.Max(_unixMs, _time.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var account in _accounts)
        {
            var encoder = _encoders[account];
            connection.Prepare("INSERT INTO events (account, position, at, count, payload) VALUES (?1, ?2, ?3, ?4, ?5)")
                .Bind(1, account).Bind(2, _position).Bind(3, _unixMs).Bind(4, encoder.Count).Bind(5, encoder.Payload).Run();
        }
    }

    public void Committed()
    {
        Volatile.Write(ref _published, _position);
        foreach (var account in _accounts)
        {
            _encoders[account].Clear();
            _signals.Raise(_names.NameOf(account));
        }

        _accounts.Clear();
    }

    public void RolledBack()
    {
        _accounts.ForEach(account => _encoders[account].Clear());
        _accounts.Clear();
    }

    private static (long Position, long UnixMs) ReadLast(Connection connection)
    {
        // One look-up an account, not a scan of the log.
        using var rows = connection.Prepare("""
            SELECT coalesce(max(e.position), 0), coalesce(max(e.at), 0), coalesce((SELECT value FROM counters WHERE name = ?1), 0)
            FROM names n JOIN events e ON e.account = n.id AND e.position = (SELECT max(position) FROM events WHERE account = n.id)
            """).Bind(1, PositionCounter);
        rows.Step();
        return (Math.Max(rows.GetInt64(0), rows.GetInt64(2)), rows.GetInt64(1));
    }
}
