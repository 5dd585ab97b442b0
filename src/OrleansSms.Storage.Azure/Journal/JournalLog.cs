using Azure;
using Azure.Storage.Blobs;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.Journal;

/// <summary>
/// The journal of a store: append blobs that one owner at a time adds to. Whoever takes it over appends an entry of its own; from then on the append of
/// the owner before fails, as its position is taken. A new segment begins only behind the end mark of the last, so that an old owner cannot begin one.
/// One caller at a time.
/// </summary>
internal sealed class JournalLog(BlobContainerClient container, AzureStoreOptions options, TimeProvider time)
{
    /// <summary>An append blob takes 50,000 blocks.</summary>
    private const int MaxEntries = 45_000;

    private readonly Lock _gate = new();

    // Replaced, never changed: whoever writes and whoever removes what is written to tables do so at the same time.
    private Segment[] _segments = [];
    private (JournalEntry Entry, byte[] Block)? _inDoubt;

    /// <summary>Whose entries those are that are appended here.</summary>
    public Guid Owner { get; } = Guid.NewGuid();

    /// <summary>Position of the newest entry.</summary>
    public long Position { get; private set; }

    /// <summary>Time of the newest entry.</summary>
    public long UnixMs { get; private set; }

    /// <summary>Octets of all segments: what a start has to read.</summary>
    public long Bytes => _segments.Sum(static segment => segment.Length);

    /// <summary>Whether the next segment should begin.</summary>
    public bool IsFull =>
        !Current.IsComplete || Current.Length >= (long)options.SegmentMiB << 20 || Current.Entries >= MaxEntries;

    /// <summary>Number of the segment that is being written.</summary>
    public long NewestSegment => Current.Number;

    /// <summary>Number of the oldest segment that is there.</summary>
    public long OldestSegment => _segments[0].Number;

    private Segment Current => _segments[^1];

    /// <summary>A draft of the next entry.</summary>
    public JournalEntry Next() => new()
    {
        Position = Position + 1,
        UnixMs = Math.Max(UnixMs, time.GetUtcNow().ToUnixTimeMilliseconds()),
        Owner = Owner,
    };

    /// <summary>Begins a journal where there is none, with an entry that carries what came before it; again, when an earlier try has been there.</summary>
    public static async Task BeginAsync(BlobContainerClient container, JournalEntry first, CancellationToken cancellationToken)
    {
        var (segment, entries) = (new Segment(container, 1), new List<JournalEntry>());
        await segment.CreateAsync(cancellationToken).ConfigureAwait(false);
        await segment.ReadOnAsync(entries, cancellationToken).ConfigureAwait(false);
        if (entries.Count == 0)
        {
            await segment.AppendAsync(first, Segment.Frame(first), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads all entries and becomes the owner.</summary>
    public async Task<List<JournalEntry>> OpenAsync(CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        _segments = [.. await Segment.ListAsync(container, cancellationToken).ConfigureAwait(false)];
        foreach (var segment in _segments)
        {
            await segment.ReadOnAsync(entries, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            await FindEndAsync(entries, cancellationToken).ConfigureAwait(false);
            (Position, UnixMs) = entries.Count == 0 ? (0, 0) : (entries[^1].Position, entries[^1].UnixMs);
            var mine = Next();
            if (await TryAppendAsync(mine, cancellationToken).ConfigureAwait(false))
            {
                entries.Add(mine);
                return entries;
            }

            // The owner so far was quicker, or another takes over too.
            await Current.ReadOnAsync(entries, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes an entry durable.</summary>
    /// <exception cref="StoreUnavailableException">The account did not take it.</exception>
    /// <exception cref="FencedException">Another owns the journal.</exception>
    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        if (Current.IsEnded)
        {
            Begin(await Refusal.GuardAsync(() => CreateNextAsync(cancellationToken), cancellationToken).ConfigureAwait(false));
        }

        if (!await TryAppendAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            throw new FencedException();
        }
    }

    /// <summary>Ends the segment and begins the next with <paramref name="carried"/>.</summary>
    public async Task RollAsync(Carried carried, CancellationToken cancellationToken)
    {
        if (!Current.IsEnded)
        {
            await AppendAsync(Next() with { Ends = true }, cancellationToken).ConfigureAwait(false);
        }

        await AppendAsync(Next() with { Carried = carried }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the segments of which everything stands in rows: those that end before <paramref name="position"/>.</summary>
    public async Task TrimAsync(long position, CancellationToken cancellationToken)
    {
        var segments = _segments;
        var first = segments.Length - 1;
        while (first > 0 && !(segments[first].IsComplete && segments[first - 1].LastPosition < position))
        {
            first--;
        }

        foreach (var segment in segments[..Math.Max(first, 0)])
        {
            await segment.DeleteAsync(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _segments = _segments[1..];
            }
        }
    }

    private void Begin(Segment next)
    {
        lock (_gate)
        {
            _segments = [.. _segments, next];
        }
    }

    /// <summary>Goes to the segment that is being written, making it if its predecessor's owner came no further.</summary>
    private async Task FindEndAsync(List<JournalEntry> entries, CancellationToken cancellationToken)
    {
        while (_segments.Length == 0 || Current.IsEnded)
        {
            var next = await CreateNextAsync(cancellationToken).ConfigureAwait(false);
            await next.ReadOnAsync(entries, cancellationToken).ConfigureAwait(false);
            Begin(next);
        }
    }

    private async Task<Segment> CreateNextAsync(CancellationToken cancellationToken)
    {
        var next = new Segment(container, _segments.Length == 0 ? 1 : Current.Number + 1);
        await next.CreateAsync(cancellationToken).ConfigureAwait(false);
        return next;
    }

    /// <summary>False when the position is taken.</summary>
    private async Task<bool> TryAppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var block = Segment.Frame(entry);
        _inDoubt = (entry, block);
        try
        {
            await Current.AppendAsync(entry, block, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.Status is Refusal.PreconditionFailed or Refusal.NotFound)
        {
            // The client may have tried twice, and the first try have succeeded unheard.
            if (await IsThereAsync(entry, block, cancellationToken).ConfigureAwait(false) != true)
            {
                _inDoubt = null;
                return false;
            }
        }
        catch (Exception error) when (Refusal.IsRefusal(error))
        {
            switch (await IsThereAsync(entry, block, cancellationToken).ConfigureAwait(false))
            {
                case null:
                    _inDoubt = null;
                    throw Refusal.ToUnavailable(error);
                case false:
                    _inDoubt = null;
                    return false;
                case true:
                    break;
            }
        }

        _inDoubt = null;
        (Position, UnixMs) = (entry.Position, entry.UnixMs);
        return true;
    }

    /// <summary>Before anything is appended behind an append of which nobody knows: its callers were refused, so it must not be there.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_inDoubt is not { } doubt)
        {
            return;
        }

        if (await IsThereAsync(doubt.Entry, doubt.Block, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new FencedException();
        }

        _inDoubt = null;
    }

    private Task<bool?> IsThereAsync(JournalEntry entry, byte[] block, CancellationToken cancellationToken) =>
        Refusal.GuardAsync(() => Current.EndsWithAsync(entry, block, cancellationToken), cancellationToken);
}
