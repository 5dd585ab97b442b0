using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>Snapshots of audiences that take as long as a test likes.</summary>
internal sealed class HeldSnapshots(ISegmentSnapshots snapshots) : ISegmentSnapshots
{
    /// <summary>What the snapshots of an account wait for.</summary>
    public Func<string, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public async Task<long> TakeAsync(string snapshot, string account, Filter filter, long now, CancellationToken cancellationToken = default)
    {
        await Before(account);
        return await snapshots.TakeAsync(snapshot, account, filter, now, cancellationToken);
    }

    public Task<IReadOnlyList<Msisdn>> ReadPageAsync(string snapshot, int page, CancellationToken cancellationToken = default) =>
        snapshots.ReadPageAsync(snapshot, page, cancellationToken);

    public Task DeleteAsync(string snapshot, CancellationToken cancellationToken = default) => snapshots.DeleteAsync(snapshot, cancellationToken);

    public Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default) => snapshots.ForgetAsync(account, number, cancellationToken);
}
