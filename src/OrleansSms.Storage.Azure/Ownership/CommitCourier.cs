using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Ownership;

/// <summary>
/// Takes the sets of a silo to the store's owner: those that have gathered while other calls were under way go in one call. There is no linger: while a
/// place is free, a set goes at once.
/// </summary>
internal sealed class CommitCourier(OwnerCalls owner, CommitLane lane)
{
    /// <summary>Calls under way: one travels, one is being committed, and one gathers at the owner.</summary>
    private const int MaxCalls = 3;

    /// <summary>Sets of one call.</summary>
    private const int MaxSets = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<Parcel> _waiting = new();
    private int _calls;

    public Task<IReadOnlyList<CommitResult>> CommitAsync(IReadOnlyList<ChangeSet> sets)
    {
        var parcel = new Parcel(sets);
        lock (_gate)
        {
            _waiting.Enqueue(parcel);
            if (_calls == MaxCalls)
            {
                return parcel.Done.Task;
            }

            _calls++;
        }

        _ = DeliverAsync();
        return parcel.Done.Task;
    }

    private async Task DeliverAsync()
    {
        while (Take() is { Count: > 0 } parcels)
        {
            try
            {
                var results = await CallAsync([.. parcels.SelectMany(static parcel => parcel.Sets)]).ConfigureAwait(false);
                var from = 0;
                foreach (var parcel in parcels)
                {
                    parcel.Done.SetResult(results[from..(from += parcel.Sets.Count)]);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it is for those who wait.
            catch (Exception error)
#pragma warning restore CA1031
            {
                parcels.ForEach(parcel => parcel.Done.TrySetException(error));
            }
        }
    }

    private List<Parcel> Take()
    {
        var parcels = new List<Parcel>();
        lock (_gate)
        {
            for (var sets = 0; sets < MaxSets && _waiting.TryDequeue(out var parcel); sets += parcel.Sets.Count)
            {
                parcels.Add(parcel);
            }

            _calls -= parcels.Count == 0 ? 1 : 0;
        }

        return parcels;
    }

    /// <summary>A call whose answer is lost may have been done: then the messages that a set brings are there, and the set is not sent again.</summary>
    private async Task<CommitResult[]> CallAsync(ChangeSet[] sets)
    {
        var results = new CommitResult?[sets.Length];
        var left = sets;
        var answers = await owner.AskAsync(
            grain => grain.CommitManyAsync(left, lane),
            async () =>
            {
                await FindWrittenAsync(sets, results).ConfigureAwait(false);
                left = [.. sets.Where((_, i) => results[i] is null)];
            },
            CancellationToken.None).ConfigureAwait(false);
        var next = 0;
        return Array.ConvertAll(results, result => result ?? answers[next++]);
    }

    private async Task FindWrittenAsync(ChangeSet[] sets, CommitResult?[] results)
    {
        MessageId[] first = [.. sets.Select(static set => set.NewMessages.Count > 0 ? set.NewMessages[0].Message.Id : default)];
        MessageId[] asked = [.. first.Where(static id => id != default)];
        if (asked.Length == 0)
        {
            return;
        }

        var found = await owner.AskAsync(grain => grain.ReadAsync(asked), CancellationToken.None).ConfigureAwait(false);
        var there = found.Select(static record => record.Message.Id).ToHashSet();
        for (var i = 0; i < sets.Length; i++)
        {
            results[i] ??= there.Contains(first[i]) ? new CommitResult(CommitOutcome.Written, new ChangeResult[sets[i].Changes.Count]) : null;
        }
    }

    private sealed record Parcel(IReadOnlyList<ChangeSet> Sets)
    {
        public TaskCompletionSource<IReadOnlyList<CommitResult>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
