using System.Collections;

namespace OrleansSms.Smpp.Tlvs;

/// <summary>The optional parameters of one PDU, in the order of the wire; unknown tags and duplicates are kept.</summary>
public sealed class TlvList : IReadOnlyList<Tlv>
{
    private readonly List<Tlv> _items = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Tlv this[int index] => _items[index];

    /// <summary>Appends one, whether or not its tag is there already.</summary>
    /// <exception cref="ArgumentException">The value is longer than 65,535 octets.</exception>
    public void Add(Tlv tlv)
    {
        if (tlv.Value.Length > ushort.MaxValue)
        {
            throw new ArgumentException($"A TLV value has at most {ushort.MaxValue} octets; tag 0x{tlv.Tag:X4} has {tlv.Value.Length}.", nameof(tlv));
        }

        _items.Add(tlv);
    }

    /// <summary>Replaces all of this tag by one, at the end.</summary>
    public void Set(Tlv tlv)
    {
        Remove(tlv.Tag);
        Add(tlv);
    }

    /// <summary>Finds the first of a tag.</summary>
    public bool TryGet(ushort tag, out Tlv tlv)
    {
        foreach (var item in _items)
        {
            if (item.Tag == tag)
            {
                tlv = item;
                return true;
            }
        }

        tlv = default;
        return false;
    }

    /// <summary>Removes all of a tag; tells whether there was one.</summary>
    public bool Remove(ushort tag) => _items.RemoveAll(item => item.Tag == tag) > 0;

    /// <summary>Removes all.</summary>
    public void Clear() => _items.Clear();

    /// <summary>Goes through them without allocating.</summary>
    public List<Tlv>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<Tlv> IEnumerable<Tlv>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    internal int EncodedBytes()
    {
        var total = 0;
        foreach (var item in _items)
        {
            total += Tlv.HeaderBytes + item.Value.Length;
        }

        return total;
    }
}
