using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>
/// A filter made ready for many contacts of one account at one moment: names of fields are numbers, relative times are times, and contacts are looked at as the
/// records that they are stored as. Safe for many threads; each takes a <see cref="FilterScan"/> of its own.
/// </summary>
public sealed class CompiledFilter
{
    private readonly int[] _slots;

    private CompiledFilter(Node root, int[] slots, int slotCount, bool needsEngagement)
    {
        (Root, _slots, SlotCount, NeedsEngagement) = (root, slots, slotCount, needsEngagement);
    }

    /// <summary>Whether it asks how messages have fared.</summary>
    public bool NeedsEngagement { get; }

    /// <summary>Whether every contact matches.</summary>
    public bool MatchesAll => Root is AllNode { IsEmpty: true };

    internal Node Root { get; }

    internal int SlotCount { get; }

    /// <param name="filter">The filter.</param>
    /// <param name="table">The account's fields.</param>
    /// <param name="now">The time that relative ones start from, in Unix microseconds.</param>
    public static CompiledFilter Compile(Filter filter, FieldTable table, long now)
    {
        var slots = new SlotMap(table);
        var root = new NodeCompiler(slots, now).Compile(filter);
        return new CompiledFilter(root, slots.ToArray(), slots.Count, slots.NeedsEngagement);
    }

    /// <summary>The slot that a field's place is put into; -1 = nobody asks for the field.</summary>
    internal int SlotOf(int number) => (uint)number < (uint)_slots.Length ? _slots[number] : -1;
}
