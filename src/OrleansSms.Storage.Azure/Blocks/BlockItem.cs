namespace OrleansSms.Storage.Azure.Blocks;

/// <summary>What a block keeps under a key.</summary>
internal readonly record struct BlockItem(long Key, ReadOnlyMemory<byte> Value)
{
    /// <summary>By key, and by value where several have one.</summary>
    public static int Compare(BlockItem left, BlockItem right)
    {
        var keys = left.Key.CompareTo(right.Key);
        return keys != 0 ? keys : left.Value.Span.SequenceCompareTo(right.Value.Span);
    }
}
