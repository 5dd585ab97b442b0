using CsCheck;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class PersonTimelineTests
{
    private const string Account = "acc_one";

    /// <summary>Stores that give pages of any length, with any number of others' messages in between.</summary>
    [Fact]
    public void Pages_put_together_are_everything_once_and_in_order() =>
        Gen.Select(Gen.Int[0, 2].List[0, 40], Gen.Int[1, 7], Gen.Int[1, 9]).Sample((kinds, limit, looks) =>
        {
            var ids = kinds.Select((_, i) => IdAt(i)).ToArray();
            var sent = ids.Where((_, i) => kinds[i] == 0).Select(Sent).ToArray();
            var received = ids.Where((_, i) => kinds[i] == 1).Select(Received).ToArray();
            var notes = ids.Where((_, i) => kinds[i] == 2).Select(id => new PersonEntry(TimeOf(id), PersonEntryKind.OptedOut)).ToArray();

            var all = new List<PersonEntry>();
            MessageId? before = null;
            do
            {
                var page = PersonTimeline.Merge(
                    Page(sent, record => record.Message.Id, before, limit), Page(received, message => message.Id, before, looks), notes, before, limit);
                all.AddRange(page.Items);
                before = MessageId.TryParse(page.Next, out var next) ? next : null;
            }
            while (before is not null);

            return all.Select(entry => entry.At).SequenceEqual(ids.Select(TimeOf).OrderDescending());
        });

    [Fact]
    public void What_is_remembered_of_other_accounts_is_not_told()
    {
        var state = new RecipientState
        {
            OptOuts = [new OptOut(Account, 1, "msg_1", "STOP"), new OptOut("acc_other", 2, "msg_2", "STOP"), new OptOut(OptOut.EveryAccount, 3, "msg_3", "STOP")],
            Consents = [new Consent(Account, "marketing", "con_1", 4, true, 5, 6, "msg_1"), new Consent("acc_other", "marketing", "con_2", 4)],
            Suppressions = [new Suppression("acc_other", "x", 7), new Suppression(Account, "x", 8)],
        };

        Assert.Equal([1L, 3, 8, 4, 5, 6], PersonTimeline.NotesOf(state, Account).Select(note => note.At));
    }

    private static Page<T> Page<T>(T[] items, Func<T, MessageId> id, MessageId? before, int limit)
    {
        var behind = items.Where(item => before is null || id(item).Key < before.Value.Key).OrderByDescending(item => id(item).Key).ToArray();
        return new Page<T>([.. behind.Take(limit)], behind.Length > limit ? id(behind[limit - 1]).ToString() : null);
    }

    private static MessageId IdAt(int index) => new(new SortableId((ulong)(1_000 + index) << 16, 7));

    private static long TimeOf(MessageId id) => id.Value.CreatedAt.ToUnixTimeMilliseconds() * 1_000;

    private static MessageRecord Sent(MessageId id) => new()
    {
        Message = new Message { Id = id, Account = Account, To = new Msisdn(447700900123), From = "60777", Body = "x", CreatedAt = TimeOf(id) },
        Status = MessageStatus.Sent,
    };

    private static InboundMessage Received(MessageId id) => new()
    {
        Id = id,
        Account = Account,
        From = "+447700900123",
        To = "60777",
        Body = "x",
        Encoding = "gsm7",
        ReceivedAt = TimeOf(id),
        Carrier = "north",
    };
}
