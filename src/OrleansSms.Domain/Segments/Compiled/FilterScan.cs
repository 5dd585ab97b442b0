using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>Looks at contacts one after the other. One thread at a time.</summary>
public sealed class FilterScan(CompiledFilter filter)
{
    private readonly int[] _places = new int[filter.SlotCount];

    /// <summary>Whether a contact matches.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="record">Its <see cref="ContactRecord"/>.</param>
    /// <param name="engagement">How messages have fared with it; used only where the filter needs it.</param>
    public bool Matches(long number, ReadOnlySpan<byte> record, in Engagement engagement)
    {
        if (_places.Length > 0)
        {
            Locate(record);
        }

        return filter.Root.Matches(new ContactRow(number, record, _places, engagement));
    }

    /// <summary>Goes over the record once and notes where the fields are that the filter asks for.</summary>
    private void Locate(ReadOnlySpan<byte> record)
    {
        Array.Clear(_places);
        var reader = new RecordReader(record);
        while (reader.Read())
        {
            var slot = filter.SlotOf(reader.Number);
            if (slot >= 0)
            {
                _places[slot] = reader.PlaceOfTag;
            }
        }
    }
}

/// <summary>A contact as nodes see it.</summary>
internal readonly ref struct ContactRow
{
    private readonly ReadOnlySpan<byte> _record;
    private readonly ReadOnlySpan<int> _places;
    private readonly ref readonly Engagement _engagement;

    public ContactRow(long number, ReadOnlySpan<byte> record, ReadOnlySpan<int> places, in Engagement engagement)
    {
        Number = number;
        _record = record;
        _places = places;
        _engagement = ref engagement;
    }

    public long Number { get; }

    public ref readonly Engagement Engagement => ref _engagement;

    /// <summary>Goes to the field of a slot; false when the contact lacks it.</summary>
    public bool TryOpen(int slot, out RecordReader reader)
    {
        reader = new RecordReader(_record);
        var place = _places[slot];
        if (place == 0)
        {
            return false;
        }

        reader.Open(place);
        return true;
    }
}
