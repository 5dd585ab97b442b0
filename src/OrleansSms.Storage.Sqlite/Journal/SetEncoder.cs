using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>Turns change sets into octets of the journal. Each thread has its own, with a buffer that is used again and again.</summary>
internal sealed class SetEncoder
{
    [ThreadStatic]
    private static SetEncoder? _own;

    private readonly BlobWriter _blob = new();
    private readonly BlobWriter _timeline = new();
    private readonly List<CreatedHead> _created = [];

    private SetEncoder()
    {
    }

    /// <summary>Prepares a set on its caller's thread; null when it uses a name that has no number yet.</summary>
    public static PreparedSet? TryPrepare(ChangeSet set, NameTable names) => (_own ??= new SetEncoder()).Prepare(set, new NameNumbers(names, null));

    /// <summary>Prepares a set on the writer's thread, within its transaction: the numbers of new names are as good as that.</summary>
    public static PreparedSet Prepare(ChangeSet set, NameTable names, Connection writer) =>
        (_own ??= new SetEncoder()).Prepare(set, new NameNumbers(names, writer))!;

    private PreparedSet? Prepare(ChangeSet set, NameNumbers numbers)
    {
        _blob.Clear();
        _created.Clear();
        WriteCreated(set.NewMessages, ref numbers);
        var steps = WriteSteps(set.Changes, ref numbers);
        var intentBind = set.Intent is { } intent ? WriteKeys(JournalSection.Intent, intent.Bind, intent.Epoch, intent.Messages, ref numbers) : 0;
        var overBinds = set.IntentsOver.Count == 0 ? [] : new int[set.IntentsOver.Count];
        for (var i = 0; i < overBinds.Length; i++)
        {
            var over = set.IntentsOver[i];
            overBinds[i] = WriteKeys(JournalSection.IntentsOver, over.Bind, over.Epoch, over.Messages, ref numbers);
        }

        return numbers.Missing ? null : Finish(set, steps, intentBind, overBinds);
    }

    private PreparedSet Finish(ChangeSet set, PreparedStep[] steps, int intentBind, int[] overBinds)
    {
        var octets = _blob.Written.ToArray();
        var created = _created.Count == 0 ? [] : new RecentMessage[_created.Count];
        for (var i = 0; i < created.Length; i++)
        {
            var start = set.NewMessages[i];
            var head = _created[i];
            var history = new History(null, octets, head.Timeline, head.TimelineBytes);
            created[i] = new RecentMessage(
                start.Message, head.Account, RecentState.Begin(start.Message, start.Status, start.Reason, head.Bind, start.DueAt, history));
        }

        return new PreparedSet(set, octets, created, steps, intentBind, overBinds);
    }

    private void WriteCreated(IReadOnlyList<NewMessage> messages, ref NameNumbers numbers)
    {
        if (messages.Count == 0)
        {
            return;
        }

        Begin(JournalSection.Created, messages.Count);
        Message? before = null;
        var account = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            var created = messages[i];
            account = before?.Account == created.Message.Account ? account : numbers.Of(created.Message.Account);
            MessageCodec.Write(_blob, created.Message, account, before);
            before = created.Message;
            var bind = created.Bind is { } key ? numbers.Of(key) : 0;
            Encode(created.Timeline, created.Message.Id, ref numbers);
            _created.Add(WriteStart(created, account, bind));
        }
    }

    private CreatedHead WriteStart(NewMessage created, int account, int bind)
    {
        var before = _created.Count == 0 ? default : _created[^1];
        var same = before.TimelineBytes > 0 && _blob.Written.Slice(before.Timeline, before.TimelineBytes).SequenceEqual(_timeline.Written);
        StartCodec.Write(_blob, created.Message, created.Status, created.Reason, bind, created.DueAt, same);
        if (same)
        {
            return before with { Account = account, Bind = bind };
        }

        _blob.Varint((ulong)_timeline.Length);
        var timeline = _blob.Length;
        _blob.Bytes(_timeline.Written);
        return new CreatedHead(account, bind, timeline, _timeline.Length);
    }

    private void Encode(IReadOnlyList<TimelineEntry> timeline, MessageId id, ref NameNumbers numbers)
    {
        _timeline.Clear();
        for (var i = 0; i < timeline.Count; i++)
        {
            Append(timeline[i], id, ref numbers);
        }
    }

    private void Append(in TimelineEntry entry, MessageId id, ref NameNumbers numbers) => TimelineCodec.Write(
        _timeline, entry, entry.Carrier is { } carrier ? numbers.Of(carrier) : 0, entry is { Record: not null, Detail: { } detail } ? numbers.OfText(detail) : 0, KeyTime.Origin(id.Key));

    private PreparedStep[] WriteSteps(IReadOnlyList<MessageChange> changes, ref NameNumbers numbers)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        Begin(JournalSection.Steps, changes.Count);
        var steps = new PreparedStep[changes.Count];
        var before = 0L;
        for (var i = 0; i < steps.Length; i++)
        {
            var change = changes[i];
            _timeline.Clear();
            Append(change.Entry, change.Id, ref numbers);
            steps[i] = StepCodec.Write(_blob, change, _timeline.Written, before, ref numbers);
            before = change.Id.Key;
        }

        return steps;
    }

    private int WriteKeys(JournalSection section, BindKey bind, long epoch, IReadOnlyList<MessageId> messages, ref NameNumbers numbers)
    {
        var number = numbers.Of(bind);
        Begin(section, messages.Count);
        _blob.Varint((ulong)number);
        _blob.Varint((ulong)epoch);
        var before = 0L;
        for (var i = 0; i < messages.Count; i++)
        {
            _blob.Signed(messages[i].Key - before);
            before = messages[i].Key;
        }

        return number;
    }

    private void Begin(JournalSection section, int count)
    {
        _blob.Byte((byte)section);
        _blob.Varint((ulong)count);
    }

    /// <summary>What a new message was turned into.</summary>
    private readonly record struct CreatedHead(int Account, int Bind, int Timeline, int TimelineBytes);
}
