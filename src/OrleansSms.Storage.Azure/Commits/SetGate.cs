using OrleansSms.Storage.Azure.Loading;
using OrleansSms.Storage.Azure.Reading;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Commits;

/// <summary>
/// What must be read from tables before sets can be committed: messages that are in rows alone, ids and keys that may have been used long ago. The commit
/// itself then looks at memory only.
/// </summary>
internal sealed class SetGate(StoreState state, MessageLoader loader, AnswerReads answers, AzureStoreOptions options, TimeProvider time)
{
    /// <summary>How many rows sets are worth when commits are put together.</summary>
    public static int Rows(IReadOnlyList<ChangeSet> sets) => sets.Sum(static set =>
        set.NewMessages.Count + set.Changes.Count + set.IntentsOver.Count + set.Inbound.Count + set.NewParts.Count + set.DoneParts.Count + 1);

    public async Task<Admitted> AdmitAsync(IReadOnlyList<ChangeSet> sets, CancellationToken cancellationToken)
    {
        var used = new HashSet<ChangeSet>(ReferenceEqualityComparer.Instance);
        foreach (var set in sets)
        {
            if (set.Idempotency is { } request && await answers.FindAsync(request.Key, cancellationToken).ConfigureAwait(false) is not null)
            {
                used.Add(set);
            }
        }

        var pins = await loader.PinAsync(sets.SelectMany(Ids), cancellationToken).ConfigureAwait(false);
        return new Admitted(this, sets, used, pins, time.GetTimestamp());
    }

    private static IEnumerable<MessageId> Ids(ChangeSet set) =>
        set.NewMessages.Select(static created => created.Message.Id)
            .Concat(set.Changes.Select(static change => change.Id))
            .Concat(set.Intent?.Messages ?? [])
            .Concat(set.IntentsOver.SelectMany(static over => over.Messages));

    /// <summary>Sets of which everything is in memory, as long as this is not disposed of.</summary>
    public sealed class Admitted(SetGate gate, IReadOnlyList<ChangeSet> sets, HashSet<ChangeSet> used, Pins pins, long since) : IDisposable
    {
        /// <exception cref="StoreUnavailableException">They have waited so long that memory may have forgotten a key, or there is no room.</exception>
        public IReadOnlyList<CommitResult> Apply(Stage stage)
        {
            if (gate.IsStale(since))
            {
                throw new StoreUnavailableException("The commit has waited too long.");
            }

            gate.MakeRoom(stage.NewMessages + sets.Sum(static set => set.NewMessages.Count));
            var results = new CommitResult[sets.Count];
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = used.Contains(sets[i]) ? new CommitResult(CommitOutcome.KeyExists, []) : stage.Apply(sets[i]);
            }

            return results;
        }

        public void Dispose() => pins.Dispose();
    }

    private bool IsStale(long since) => time.GetElapsedTime(since) > options.HoldFor;

    private void MakeRoom(int more)
    {
        if (more > 0 && state.Messages.Count + more > options.MaxMessages)
        {
            throw new StoreUnavailableException("Too many messages are under way.");
        }
    }
}
