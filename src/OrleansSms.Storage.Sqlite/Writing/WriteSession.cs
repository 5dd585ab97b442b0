using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>What a job writes with: the writer's connection, in an open transaction.</summary>
internal sealed class WriteSession(Connection connection, NameTable names, EventBuffer events)
{
    private readonly BlobWriter _blob = new();
    private readonly Dictionary<BindKey, string> _bindNames = [];

    public Connection Connection => connection;

    public NameTable Names => names;

    /// <summary>Events of this commit.</summary>
    public EventBuffer Events => events;

    /// <summary>The number of a bind.</summary>
    public int InternBind(BindKey bind)
    {
        if (!_bindNames.TryGetValue(bind, out var name))
        {
            _bindNames.Add(bind, name = bind.ToString());
        }

        return names.Intern(connection, name);
    }

    /// <summary>A timeline entry as octets, valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(in TimelineEntry entry)
    {
        _blob.Clear();
        Append(entry);
        return _blob.Written;
    }

    /// <summary>A timeline as octets, valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(IReadOnlyList<TimelineEntry> timeline)
    {
        _blob.Clear();
        for (var i = 0; i < timeline.Count; i++)
        {
            Append(timeline[i]);
        }

        return _blob.Written;
    }

    private void Append(in TimelineEntry entry) =>
        TimelineCodec.Write(_blob, entry, entry.Carrier is { } carrier ? names.Intern(connection, carrier) : 0);
}
