using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Loading;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Opening;

/// <summary>
/// Does once more what the journal says: memory is then as it was. A row says up to which position it holds what has happened to its message; what is not
/// newer is passed over.
/// </summary>
internal static class Replay
{
    public static async Task RunAsync(
        IReadOnlyList<JournalEntry> entries, StoreState state, MessageLoader loader, TimeProvider time, CancellationToken cancellationToken)
    {
        if (entries[0].Carried is { } first)
        {
            state.ForgottenUpTo = first.Greatest;
        }

        state.EventsForgottenTo = entries[0].Position - 1;

        // Messages that began before the journal does, and that something has happened to since.
        var began = entries.SelectMany(Sets).SelectMany(static set => set.NewMessages).Select(static created => created.Message.Id).ToHashSet();
        var older = entries.SelectMany(Sets).SelectMany(Touched).Concat(entries.SelectMany(Erased)).Where(id => !began.Contains(id) && !state.Messages.ContainsKey(id)).ToHashSet();
        var rows = await loader.ReadAsync(older, cancellationToken).ConfigureAwait(false);
        lock (state.Gate)
        {
            foreach (var message in rows.Values)
            {
                state.Enter(message);
            }

            foreach (var entry in entries)
            {
                Run(entry, state, time.GetTimestamp());
            }
        }
    }

    private static void Run(JournalEntry entry, StoreState state, long timestamp)
    {
        if (entry.Carried is { } carried)
        {
            state.Restore(carried);
        }

        var stage = new Stage(state, entry.Position, isReplay: true);
        foreach (var item in entry.Items)
        {
            if (item.Set is { } set)
            {
                stage.Apply(set);
            }
            else if (item.Erasure is { } erasure)
            {
                stage.Erase(erasure);
            }
            else
            {
                stage.Claim(item.Claim!.Value);
            }
        }

        stage.Publish(entry.UnixMs, entry.Events, timestamp);
    }

    private static IEnumerable<ChangeSet> Sets(JournalEntry entry) => entry.Items.Select(static item => item.Set).OfType<ChangeSet>();

    private static IEnumerable<MessageId> Erased(JournalEntry entry) => entry.Items.SelectMany(static item => item.Erasure?.Messages ?? []);

    private static IEnumerable<MessageId> Touched(ChangeSet set) => set.Changes.Select(static change => change.Id)
        .Concat(set.Intent?.Messages ?? []).Concat(set.IntentsOver.SelectMany(static over => over.Messages));
}
