namespace OrleansSms.Storage.Azure.Ownership;

/// <summary>
/// Calls the store's owner wherever it is, and again while one is being found after a silo has died: bounded, with waits that double and differ from caller
/// to caller.
/// </summary>
internal sealed class OwnerCalls(IGrainFactory grains, AzureStoreOptions options, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private IStoreGrain? _owner;

    private IStoreGrain Owner => _owner ??= grains.GetGrain<IStoreGrain>(0);

    /// <summary>Asks for something that may be asked for twice.</summary>
    /// <exception cref="StoreUnavailableException">No owner was found in time, or it cannot reach the account.</exception>
    public Task<T> AskAsync<T>(Func<IStoreGrain, Task<T>> call, CancellationToken cancellationToken) =>
        AskAsync(call, static () => Task.CompletedTask, cancellationToken);

    /// <summary>Asks for something; <paramref name="beforeAgain"/> goes before another try of what may have been done already.</summary>
    public async Task<T> AskAsync<T>(Func<IStoreGrain, Task<T>> call, Func<Task> beforeAgain, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks)))
        {
            var isDone = false;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                return await call(Owner).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (IsWithoutOwner(error))
            {
                if (time.GetElapsedTime(started) >= options.OwnerWait)
                {
                    throw new StoreUnavailableException("No silo owns the store at the moment.", error) { MayBeWritten = true };
                }

                isDone = error is not StoreMovedException;
            }
            catch (TimeoutException error)
            {
                throw new StoreUnavailableException("The store's owner did not answer.", error) { MayBeWritten = true };
            }

            await Task.Delay(wait * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
            if (isDone)
            {
                await beforeAgain().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a call did not reach an owner, or its answer did not come back.</summary>
    private static bool IsWithoutOwner(Exception error) =>
        error is StoreMovedException or OrleansMessageRejectionException or SiloUnavailableException;
}
