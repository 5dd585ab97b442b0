using System.Collections.Concurrent;

namespace OrleansSms.Contracts.Submission;

/// <summary>
/// The caller's side of <see cref="ISubmissionGrain"/> for single messages: what comes while others are being accepted goes together in the next call, and
/// so shares its grain calls and its commit. Nobody waits for company: while few are under way, each goes at once.
/// </summary>
public sealed class SubmissionPages(IGrainFactory grains)
{
    /// <summary>Calls under way for one account and lane: one waits for its commit while the next gathers, and the one after that is being decided.</summary>
    public const int MaxCalls = 3;

    /// <summary>Requests of one account and lane that may wait for a call: half a second of them. More are refused, and may be tried again.</summary>
    public const int MaxWaiting = 10_000;

    private const int RetryAfterSeconds = 1;

    private readonly ConcurrentDictionary<(string Account, bool IsAuthentication), Desk> _desks = new();

    /// <summary>Submits a request that is no batch. The result is that of <see cref="ISubmissionGrain.SubmitAsync"/>.</summary>
    public Task<SubmitResult> SubmitAsync(string account, SubmitRequest request)
    {
        // Codes have calls of their own: they never wait for those of other messages.
        var key = (account, request.Category == MessageCategory.Authentication);
        var desk = _desks.TryGetValue(key, out var known) ? known : _desks.GetOrAdd(key, static (it, all) => new Desk(all, it.Account), grains);
        return desk.SubmitAsync(request);
    }

    private sealed class Desk(IGrainFactory grains, string account)
    {
        private readonly Lock _gate = new();
        private readonly Queue<Waiter> _waiting = new();
        private readonly ISubmissionGrain _grain = grains.GetGrain<ISubmissionGrain>(account);
        private int _calls;

        public Task<SubmitResult> SubmitAsync(SubmitRequest request)
        {
            var waiter = new Waiter(request);
            lock (_gate)
            {
                if (_calls == MaxCalls)
                {
                    if (_waiting.Count == MaxWaiting)
                    {
                        return Task.FromResult(SubmitResult.Refused(
                            SubmitVerdict.Unavailable, "Too many messages are being accepted at the moment; nothing was accepted.", RetryAfterSeconds));
                    }

                    _waiting.Enqueue(waiter);
                    return waiter.Task;
                }

                _calls++;
            }

            _ = RunAsync([waiter]);
            return waiter.Task;
        }

        /// <summary>Calls until nobody waits.</summary>
        private async Task RunAsync(Waiter[] page)
        {
            while (page.Length > 0)
            {
                await CallAsync(page);
                page = TakeNext();
            }
        }

        private async Task CallAsync(Waiter[] page)
        {
            try
            {
                // No token: a client that hangs up must not leave it open whether the message was taken.
                var results = await _grain.SubmitManyAsync(Array.ConvertAll(page, static waiter => waiter.Request), CancellationToken.None);
                for (var i = 0; i < page.Length; i++)
                {
                    page[i].SetResult(results[i]);
                }
            }
            catch (Exception e)
            {
                // Whatever it is, each of them has to be told.
                Array.ForEach(page, waiter => waiter.TrySetException(e));
            }
        }

        private Waiter[] TakeNext()
        {
            lock (_gate)
            {
                var page = new Waiter[Math.Min(_waiting.Count, SubmitRequest.MaxTogether)];
                for (var i = 0; i < page.Length; i++)
                {
                    page[i] = _waiting.Dequeue();
                }

                _calls -= page.Length == 0 ? 1 : 0;
                return page;
            }
        }
    }

    private sealed class Waiter(SubmitRequest request) : TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public SubmitRequest Request => request;
    }
}
