using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Segments;

/// <summary>Gathers numbers, which come in their order, into pages: two or three octets a number.</summary>
internal sealed class NumberPages
{
    private readonly List<byte[]> _pages = [];
    private readonly BlobWriter _page = new();
    private int _count;
    private long _last;
    private long _total;

    public void Add(long number)
    {
        _page.Varint((ulong)(number - _last));
        _last = number;
        _total++;
        if (++_count == ISegmentSnapshots.PageSize)
        {
            Close();
        }
    }

    public (List<byte[]> Pages, long Total) Finish()
    {
        if (_count > 0)
        {
            Close();
        }

        return (_pages, _total);
    }

    private void Close()
    {
        _pages.Add(_page.Written.ToArray());
        _page.Clear();
        (_count, _last) = (0, 0);
    }
}

/// <summary>Reads what <see cref="NumberPages"/> wrote. As numbers grow, a step of zero stands for a place that nobody has any more.</summary>
internal static class NumberPage
{
    /// <summary>A page of numbers in their order.</summary>
    public static byte[] Write(IEnumerable<Msisdn> numbers)
    {
        var (page, last) = (new BlobWriter(), 0L);
        foreach (var number in numbers)
        {
            page.Varint(number.IsNone ? 0 : (ulong)(number.Digits - last));
            last = number.IsNone ? last : number.Digits;
        }

        return page.Written.ToArray();
    }

    public static List<Msisdn> Read(ReadOnlySpan<byte> page)
    {
        var numbers = new List<Msisdn>(ISegmentSnapshots.PageSize);
        var reader = new BlobReader(page);
        for (var last = 0L; !reader.AtEnd;)
        {
            var step = (long)reader.Varint();
            last += step;
            numbers.Add(step == 0 ? default : new Msisdn(last));
        }

        return numbers;
    }
}
