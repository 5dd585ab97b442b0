using System.Runtime.InteropServices;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>
/// What a key leads to. A page of a run holds these as they lie in memory; .NET runs the machines that it supports with the lowest octet first.
/// </summary>
/// <param name="Hash">Hash of the key, spread evenly over all values but 0. Two keys may share one: whoever looks up compares the keys where the reference leads.</param>
/// <param name="Reference">Grows with time: the key of a message, or the number of a row.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IndexEntry(ulong Hash, long Reference) : IComparable<IndexEntry>
{
    public int CompareTo(IndexEntry other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Reference.CompareTo(other.Reference);
}
