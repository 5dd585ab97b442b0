using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>
/// Writers of one account in this silo take turns, as they would undo each other's tries; a writer in another silo that was faster is waited for, with waits that
/// double and differ.
/// </summary>
internal sealed class AccountTurns(TimeProvider time)
{
    /// <summary>Accounts share turns by a hash.</summary>
    private const int Turns = 64;

    private const int MaxTries = 12;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(static _ => new SemaphoreSlim(1))];

    public Task<T> RunAsync<T>(string account, Func<Task<T?>> attempt, CancellationToken cancellationToken)
        where T : class => RunAsync(account, async () => await attempt().ConfigureAwait(false) is { } done ? (true, done) : (false, null!), cancellationToken);

    public Task<T> RunAsync<T>(string account, Func<Task<T?>> attempt, CancellationToken cancellationToken)
        where T : struct => RunAsync(account, async () => await attempt().ConfigureAwait(false) is { } done ? (true, done) : (false, default), cancellationToken);

    private async Task<T> RunAsync<T>(string account, Func<Task<(bool IsDone, T Result)>> attempt, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)string.GetHashCode(account, StringComparison.Ordinal) % Turns];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var wait = FirstWait;
            for (var tries = 1; tries <= MaxTries; tries++)
            {
                if (await TryAsync(attempt).ConfigureAwait(false) is { IsDone: true } done)
                {
                    return done.Result;
                }

                await Task.Delay(wait * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
        finally
        {
            turn.Release();
        }

        throw new StoreUnavailableException("Others change these contacts all the time.");
    }

    private static async Task<(bool IsDone, T Result)> TryAsync<T>(Func<Task<(bool IsDone, T Result)>> attempt)
    {
        try
        {
            return await attempt().ConfigureAwait(false);
        }
        catch (BlocksMovedException)
        {
            return (false, default!);
        }
    }
}
