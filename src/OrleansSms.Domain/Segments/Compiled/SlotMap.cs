using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>Gives a slot to each field that a filter asks for.</summary>
internal sealed class SlotMap(FieldTable table)
{
    private readonly Dictionary<int, int> _slots = [];
    private int _unknown;

    public int Count => _slots.Count + _unknown;

    public bool NeedsEngagement { get; set; }

    /// <summary>The slot of a field; one that is never filled where no contact has the field.</summary>
    public int Of(string field) => table.Find(field) is { } number ? Of(number) : _slots.Count + _unknown++;

    /// <summary>The slot of a number.</summary>
    public int Of(int number)
    {
        if (!_slots.TryGetValue(number, out var slot))
        {
            slot = Count;
            _slots.Add(number, slot);
        }

        return slot;
    }

    /// <summary>Slots by number of field.</summary>
    public int[] ToArray()
    {
        var array = new int[_slots.Count == 0 ? 0 : _slots.Keys.Max() + 1];
        Array.Fill(array, -1);
        foreach (var (number, slot) in _slots)
        {
            array[number] = slot;
        }

        return array;
    }
}
