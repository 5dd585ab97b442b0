namespace OrleansSms.Storage.Azure.Events;

/// <summary>The newest part of an account's event log, in memory: what no row holds yet, and as much before it as those who follow closely ask for.</summary>
internal sealed class AccountLog(string account, long forgottenTo)
{
    private readonly List<EventPage> _pages = [];

    public string Account => account;

    /// <summary>Events that no row holds.</summary>
    public int Unwritten { get; private set; }

    /// <summary>Timestamp of when the oldest of those came.</summary>
    public long UnwrittenSince { get; private set; }

    /// <summary>Position of the oldest commit whose events no row holds; null = there is none.</summary>
    public long? UnwrittenFrom => Unwritten == 0 ? null : _pages[FirstUnwritten()].Position;

    /// <summary>Place of the newest event that was in memory at any time.</summary>
    public EventId? Last { get; private set; }

    /// <summary>Position up to which rows alone have the log.</summary>
    public long ForgottenTo { get; private set; } = forgottenTo;

    public void Add(long position, long unixMs, IReadOnlyList<LoggedEvent> events, long timestamp)
    {
        _pages.Add(new EventPage(position, unixMs, events));
        UnwrittenSince = Unwritten == 0 ? timestamp : UnwrittenSince;
        Unwritten += events.Count;
        Last = new EventId(unixMs, position, events.Count - 1);
    }

    /// <summary>A row tells where the log ended before this owner.</summary>
    public void EndedAt(EventId last) => Last ??= last;

    /// <summary>Adds the events behind a place, until there are <paramref name="limit"/>.</summary>
    public void Read(EventId after, int limit, List<LoggedEvent> events)
    {
        for (var i = FirstFrom(after.Position); i < _pages.Count && events.Count < limit; i++)
        {
            _pages[i].Read(after, limit, events);
        }
    }

    /// <summary>The pages that no row holds, up to about so many events.</summary>
    public List<EventPage> TakeUnwritten(int most)
    {
        var pages = new List<EventPage>();
        var count = 0;
        for (var i = FirstUnwritten(); i < _pages.Count && count < most; i++)
        {
            pages.Add(_pages[i]);
            count += _pages[i].Events.Count;
        }

        return pages;
    }

    /// <summary>A row holds these pages.</summary>
    public void Wrote(List<EventPage> pages, long timestamp)
    {
        pages.ForEach(static page => page.IsWritten = true);
        Unwritten -= pages.Sum(static page => page.Events.Count);
        UnwrittenSince = timestamp;
    }

    /// <summary>Forgets the oldest of what rows hold, so that about <paramref name="most"/> events stay.</summary>
    public void Shrink(int most)
    {
        var count = _pages.Sum(static page => page.Events.Count);
        var gone = 0;
        while (gone < _pages.Count && _pages[gone].IsWritten && count > most)
        {
            count -= _pages[gone++].Events.Count;
        }

        Forget(gone);
    }

    /// <summary>Forgets events of before a time.</summary>
    public void ForgetBefore(long unixMs)
    {
        var gone = _pages.FindIndex(page => page.UnixMs >= unixMs || !page.IsWritten);
        Forget(gone < 0 ? _pages.Count : gone);
    }

    private void Forget(int pages)
    {
        if (pages > 0)
        {
            ForgottenTo = _pages[pages - 1].Position;
            _pages.RemoveRange(0, pages);
        }
    }

    private int FirstUnwritten() => _pages.FindIndex(static page => !page.IsWritten) is var i and >= 0 ? i : _pages.Count;

    private int FirstFrom(long position)
    {
        var (low, high) = (0, _pages.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _pages[middle].Position < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>The events of one commit and account.</summary>
[GenerateSerializer, Alias("sms.azure.EventPage")]
internal sealed record EventPage([property: Id(0)] long Position, [property: Id(1)] long UnixMs, [property: Id(2)] IReadOnlyList<LoggedEvent> Events)
{
    /// <summary>Whether a row holds it.</summary>
    [field: NonSerialized]
    public bool IsWritten { get; set; }

    /// <summary>Adds those behind a place, with their ids.</summary>
    public void Read(EventId after, int limit, List<LoggedEvent> events)
    {
        for (var i = Position == after.Position ? after.Index + 1 : 0; Position >= after.Position && i < Events.Count && events.Count < limit; i++)
        {
            events.Add(Events[i] with { Id = new EventId(UnixMs, Position, i) });
        }
    }
}
