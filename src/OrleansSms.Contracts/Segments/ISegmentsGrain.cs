using OrleansSms.Domain.Segments;

namespace OrleansSms.Contracts.Segments;

/// <summary>An account's segments. Key: the account's id. A stateless worker that reads and writes the store.</summary>
[Alias("sms.ISegmentsGrain")]
public interface ISegmentsGrain : IGrainWithStringKey
{
    /// <summary>Keeps a segment; false when the account has as many as it may.</summary>
    [Alias("Put")]
    Task<bool> PutAsync(SegmentConfig segment);

    /// <summary>A segment; null when the account has none of this id.</summary>
    [Alias("Get")]
    Task<SegmentConfig?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Removes a segment; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync(string id);

    /// <summary>Segments with ids greater than <paramref name="after"/>.</summary>
    [Alias("List")]
    Task<IReadOnlyList<SegmentConfig>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default);
}
