using OrleansSms.Storage.Sqlite.Recent;

namespace OrleansSms.Storage.Sqlite.Sealing;

/// <summary>
/// Messages that have ended and wait for their row. They end in the order in which carriers say so, while rows lie in the order of keys: put away as they come, each page
/// of rows would be written once for every bind that has messages on it. So many are gathered first, and taken in the order of their keys. Writer only.
/// </summary>
internal sealed class FinishedMessages
{
    private readonly List<RecentMessage> _gathering = [];
    private RecentMessage[] _run = [];
    private int _taken;

    /// <summary>How many wait.</summary>
    public int Count => Gathering + Left;

    /// <summary>How many gather for the next run.</summary>
    public int Gathering => _gathering.Count;

    /// <summary>How many are left of the run.</summary>
    public int Left => _run.Length - _taken;

    public void Add(RecentMessage message) => _gathering.Add(message);

    /// <summary>Takes up what has gathered; what is left of the last run goes along.</summary>
    public void BeginRun()
    {
        var run = new RecentMessage[Count];
        _run.AsSpan(_taken).CopyTo(run);
        _gathering.CopyTo(run, Left);
        Array.Sort(Array.ConvertAll(run, static message => message.Key), run);
        (_run, _taken) = (run, 0);
        _gathering.Clear();
    }

    /// <summary>The next message of the run.</summary>
    public RecentMessage Take() => _run[_taken++];
}
