using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>How an account's messages have fared: blocks, and over them the additions that they do not hold.</summary>
internal sealed class EngagementView
{
    private readonly EngagementRows _rows;
    private readonly string _partition;
    private readonly (long Key, long Addition, ReadOnlyMemory<byte> Value)[] _added;

    public EngagementView(EngagementRows rows, string partition, IReadOnlyList<Addition> additions)
    {
        (_rows, _partition, Additions) = (rows, partition, additions);
        _added = [.. additions.SelectMany(static addition => addition.Items.Select(item => (item.Key, addition.Number, item.Value)))];
        Array.Sort(_added, static (left, right) => left.Key.CompareTo(right.Key));
    }

    /// <summary>The additions that there are as rows.</summary>
    public IReadOnlyList<Addition> Additions { get; }

    /// <summary>With some numbers, in any order; those with which nothing has happened are left out.</summary>
    public async Task<Dictionary<long, Engagement>> FindAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        var blocks = await _rows.Blocks.FindAsync(_partition, numbers, cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<long, Engagement>();
        foreach (var block in blocks.Count == 0 ? [Block.OfAll()] : blocks)
        {
            foreach (var (number, engagement) in Of(block))
            {
                found[number] = engagement;
            }
        }

        var asked = numbers.ToHashSet();
        return found.Where(pair => asked.Contains(pair.Key)).ToDictionary();
    }

    /// <summary>All of it, in ranges of numbers that follow each other.</summary>
    public async IAsyncEnumerable<(long To, Dictionary<long, Engagement> Happened)> ScanAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var block in _rows.Blocks.ScanAsync(_partition, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            any = true;
            yield return (block.To, Of(block));
        }

        if (!any)
        {
            yield return (Block.Highest, Of(Block.OfAll()));
        }
    }

    /// <summary>What additions say of the range of a block beyond what it holds.</summary>
    public IEnumerable<(long Key, ReadOnlyMemory<byte> Value)> AddedTo(Block block)
    {
        var (low, high) = (0, _added.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _added[middle].Key <= block.From ? (middle + 1, high) : (low, middle);
        }

        for (; low < _added.Length && _added[low].Key <= block.To; low++)
        {
            if (_added[low].Addition > block.Mark)
            {
                yield return (_added[low].Key, _added[low].Value);
            }
        }
    }

    private Dictionary<long, Engagement> Of(Block block)
    {
        var all = block.Items.ToDictionary(static item => item.Key, static item => EngagementItem.Read(item.Value.Span));
        foreach (var (number, value) in AddedTo(block))
        {
            all[number] = all.GetValueOrDefault(number).Plus(EngagementItem.Read(value.Span));
        }

        return all;
    }
}

/// <summary>Goes through a view beside a scan of contacts, whose blocks have other bounds.</summary>
internal sealed class EngagementWalk(EngagementView view, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<(long To, Dictionary<long, Engagement> Happened)> _ranges = view.ScanAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    private Dictionary<long, Engagement> _read = [];
    private long _readTo = Block.Lowest;

    /// <summary>What has happened up to a number, from where the call before ended.</summary>
    public async Task<Dictionary<long, Engagement>> ReadToAsync(long number)
    {
        var all = _read;
        while (_readTo < number && await _ranges.MoveNextAsync().ConfigureAwait(false))
        {
            (_readTo, _read) = _ranges.Current;
            all = all.Count == 0 ? _read : all.Concat(_read).ToDictionary();
        }

        return all;
    }

    public ValueTask DisposeAsync() => _ranges.DisposeAsync();
}
