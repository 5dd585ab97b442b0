using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>
/// Reads the journal at the start and does once more what it says: memory is then as it was. A row says up to which position it holds what has
/// happened to its message; what is not newer is passed over.
/// </summary>
internal sealed class JournalReplay(Connection connection, NameTable names, RecentMessages recent, MessageStage stage, MessageTable table)
{
    /// <summary>Positions of messages that are not taken up into memory, so that each is looked up once.</summary>
    private readonly Dictionary<long, long> _resting = [];

    private long _position;

    public void Run()
    {
        using var rows = connection.Prepare("SELECT position, entries FROM journal ORDER BY position");
        while (rows.Step())
        {
            _position = rows.GetInt64(0);
            Replay(rows.GetBytes(1).ToArray());
            stage.Committed(_position);
        }
    }

    private void Replay(byte[] entries)
    {
        var blob = new BlobReader(entries);
        while (!blob.AtEnd)
        {
            var section = (JournalSection)blob.Byte();
            var count = (int)blob.Varint();
            switch (section)
            {
                case JournalSection.Created:
                    ReplayCreated(ref blob, count, entries);
                    break;
                case JournalSection.Steps:
                    ReplaySteps(ref blob, count, entries);
                    break;
                case JournalSection.Intent:
                    ReplayIntents(ref blob, count, static (stage, message, bind, epoch) => stage.Intend(message, bind, epoch));
                    break;
                case JournalSection.IntentsOver:
                    ReplayIntents(ref blob, count, static (stage, message, bind, epoch) => stage.EndIntent(message, bind, epoch));
                    break;
                default:
                    throw new InvalidDataException($"The journal has a section {section} at position {_position}.");
            }
        }
    }

    private void ReplayCreated(ref BlobReader blob, int count, byte[] entries)
    {
        Message? message = null;
        var (account, timeline, timelineBytes) = (0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            var before = message;
            message = MessageCodec.Read(ref blob, names, before);
            account = before?.Account == message.Account ? account : names.Find(message.Account)!.Value;
            var start = StartCodec.Read(ref blob, message);
            if (!start.SameTimeline)
            {
                timelineBytes = (int)blob.Varint();
                timeline = blob.Position;
                blob.Bytes(timelineBytes);
            }

            var history = new History(null, entries, timeline, timelineBytes);
            var state = RecentState.Begin(message, start.Status, start.Reason, start.Bind, start.DueAt, history);
            stage.TryCreate([new RecentMessage(message, account, state)]);
        }
    }

    private void ReplaySteps(ref BlobReader blob, int count, byte[] entries)
    {
        var before = 0L;
        for (var i = 0; i < count; i++)
        {
            var (change, step) = StepCodec.Read(ref blob, names, before);
            before = change.Id.Key;
            if (Find(before) is { } message)
            {
                stage.Change(message, change, step, entries);
            }
            else
            {
                // The table of receipts says so already, and goes before what an older message in memory has to say.
                Forget(change.OpenReceipt, step.OpenCarrier);
                Forget(change.CloseReceipt, step.CloseCarrier);
            }
        }
    }

    private void Forget(ReceiptKey? receipt, int carrier)
    {
        if (receipt is { } key)
        {
            recent.Receipts.Forget(carrier, key.SmscMessageId, key.Segment);
        }
    }

    private void ReplayIntents(ref BlobReader blob, int count, Action<MessageStage, RecentMessage, int, long> replay)
    {
        var bind = (int)blob.Varint();
        var epoch = (long)blob.Varint();
        var key = 0L;
        for (var i = 0; i < count; i++)
        {
            key += blob.Signed();
            if (Find(key) is { } message)
            {
                replay(stage, message, bind, epoch);
            }
        }
    }

    /// <summary>The message that an entry is about; null when its row holds the entry.</summary>
    private RecentMessage? Find(long key)
    {
        if (recent.Get(key) is { } known)
        {
            return known;
        }

        if (!_resting.TryGetValue(key, out var resting))
        {
            resting = table.PositionOf(key) ?? throw new InvalidDataException($"The journal names a message that is not there at position {_position}.");
            _resting.Add(key, resting);
        }

        return resting < _position ? stage.Find(key) : null;
    }
}
