using System.Text;

namespace OrleansSms.Domain.Contacts;

/// <summary>How the content of an entry is written. Part of the format: numbers are never given anew.</summary>
internal enum RecordTag : byte
{
    Text = 1,
    Number = 2,
    Time = 3,
    Day = 4,
    False = 5,
    True = 6,
    List = 7,
}

/// <summary>Goes over the entries of a <see cref="ContactRecord"/>.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> record)
{
    private const int FixedBytes = 8;

    private readonly ReadOnlySpan<byte> _record = record;
    private int _next;
    private int _length;

    /// <summary>Number of the entry's field.</summary>
    public int Number { get; private set; }

    public RecordTag Tag { get; private set; }

    /// <summary>Where its content begins.</summary>
    public int Start { get; private set; }

    public readonly ReadOnlySpan<byte> Content => _record.Slice(Start, _length);

    /// <summary>Goes to the next entry; false after the last.</summary>
    public bool Read()
    {
        if (_next >= _record.Length)
        {
            return false;
        }

        Number = Varint(_record, ref _next);
        PlaceOfTag = _next;
        Open(_next);
        return true;
    }

    /// <summary>Goes to the entry whose tag stands at <paramref name="place"/>.</summary>
    public void Open(int place)
    {
        Tag = (RecordTag)_record[place++];
        _length = Tag switch
        {
            RecordTag.Text or RecordTag.List => Varint(_record, ref place),
            RecordTag.True or RecordTag.False => 0,
            _ => FixedBytes,
        };
        Start = place;
        _next = place + _length;
    }

    /// <summary>Where the tag of the entry stands that <see cref="Read"/> went to, for <see cref="Open"/>.</summary>
    public int PlaceOfTag { get; private set; }

    public readonly FieldValue Value() => Tag switch
    {
        RecordTag.Text => FieldValue.OfText(Encoding.UTF8.GetString(Content)),
        RecordTag.Number => FieldValue.Of(BinaryPrimitives.ReadDoubleLittleEndian(Content)),
        RecordTag.Time => FieldValue.OfDate(BinaryPrimitives.ReadInt64LittleEndian(Content)),
        RecordTag.Day => FieldValue.OfDate(BinaryPrimitives.ReadInt64LittleEndian(Content), isDay: true),
        RecordTag.List => FieldValue.Of(Items()),
        _ => FieldValue.Of(Tag == RecordTag.True),
    };

    /// <summary>Takes the next item off a list's content.</summary>
    public static bool TryItem(ref ReadOnlySpan<byte> items, out ReadOnlySpan<byte> item)
    {
        item = default;
        if (items.IsEmpty)
        {
            return false;
        }

        var place = 0;
        var length = Varint(items, ref place);
        item = items.Slice(place, length);
        items = items[(place + length)..];
        return true;
    }

    private readonly string[] Items()
    {
        var list = new List<string>();
        var rest = Content;
        while (TryItem(ref rest, out var item))
        {
            list.Add(Encoding.UTF8.GetString(item));
        }

        return [.. list];
    }

    private static int Varint(ReadOnlySpan<byte> from, ref int place)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from[place++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
