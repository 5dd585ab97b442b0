using OrleansSms.Domain.Segments;

namespace OrleansSms.Storage.Segments;

/// <summary>The numbers that a filter matched at a time: what a campaign pages through while contacts change.</summary>
public interface ISegmentSnapshots
{
    /// <summary>Numbers of one page.</summary>
    const int PageSize = 1_000;

    /// <summary>
    /// Takes a snapshot; answers how many numbers it holds. One of this id that was taken already stays as it is and answers the same: so the call may be repeated.
    /// </summary>
    Task<long> TakeAsync(string snapshot, string account, Filter filter, long now, CancellationToken cancellationToken = default);

    /// <summary>A page, counted from 0, in the order of the numbers; empty behind the last. In the place of a number that was forgotten stands none (<c>default</c>): the others keep theirs.</summary>
    Task<IReadOnlyList<Msisdn>> ReadPageAsync(string snapshot, int page, CancellationToken cancellationToken = default);

    /// <summary>Forgets a snapshot.</summary>
    Task DeleteAsync(string snapshot, CancellationToken cancellationToken = default);

    /// <summary>Forgets a number in all snapshots of an account.</summary>
    Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default);
}
