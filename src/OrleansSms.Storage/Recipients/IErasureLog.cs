namespace OrleansSms.Storage.Recipients;

/// <summary>
/// Erasures that were ordered, kept apart from what they erase: when an older copy of the store is put in its place, the log still knows them, and they are done once more. It holds no number,
/// only keyed hashes.
/// </summary>
public interface IErasureLog
{
    /// <summary>Writes down an order; durable when it completes.</summary>
    Task AppendAsync(ErasureOrder order, CancellationToken cancellationToken = default);

    /// <summary>All orders.</summary>
    Task<IReadOnlyList<ErasureOrder>> ReadAsync(CancellationToken cancellationToken = default);
}

/// <summary>An order to erase a person.</summary>
/// <param name="Id">The erasure's id.</param>
/// <param name="Account">The account that gave it.</param>
/// <param name="NumberHash">Keyed hash of the number.</param>
/// <param name="At">When, in Unix microseconds.</param>
public sealed record ErasureOrder(string Id, string Account, string NumberHash, long At);
