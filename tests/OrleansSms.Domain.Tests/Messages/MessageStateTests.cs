using CsCheck;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Messages;

public sealed class MessageStateTests
{
    private static readonly Gen<MessageChange> AnyChange = Gen.Select(
        Gen.Enum<MessageStatus>(), Gen.Long[0, 7], Gen.Long[0, 7], Gen.Enum<MessageStatus>(), Gen.Bool, (to, sent, delivered, limit, limited) =>
            Change(to, sent, delivered, limited ? limit : null));

    [Fact]
    public void A_message_never_goes_back_ends_once_and_counts_every_segment() =>
        Gen.Select(Gen.Enum<MessageStatus>(), AnyChange.List[0, 40]).Sample((first, changes) =>
        {
            var state = new MessageState(first, 3, 0, 0);
            foreach (var change in changes)
            {
                var next = state.Apply(change);
                Assert.True(next.Status >= state.Status);
                Assert.True(!state.Status.IsFinal() || next.Status == state.Status);
                Assert.Equal(state.SentMask, next.SentMask & state.SentMask);
                Assert.Equal(state.DeliveredMask, next.DeliveredMask & state.DeliveredMask);
                Assert.True(next.Status == state.Status || next.Status == change.To);
                if (next.Status != state.Status)
                {
                    Assert.True(next.Status != MessageStatus.Sent || next.SentMask == 7);
                    Assert.True(next.Status != MessageStatus.Delivered || next.DeliveredMask == 7);
                    Assert.True(change.OnlyUpTo is null || state.Status <= change.OnlyUpTo);
                }

                state = next;
            }
        });

    [Fact]
    public void A_message_is_sent_when_its_last_segment_is()
    {
        var state = new MessageState(MessageStatus.Queued, 3, 0, 0);
        state = state.Apply(Change(MessageStatus.Sent, 1)).Apply(Change(MessageStatus.Sent, 4));
        Assert.Equal(MessageStatus.Queued, state.Status);
        Assert.Equal(MessageStatus.Sent, state.Apply(Change(MessageStatus.Sent, 2)).Status);
    }

    [Fact]
    public void A_receipt_that_overtakes_its_answer_delivers_the_message()
    {
        var state = new MessageState(MessageStatus.Queued, 1, 0, 0).Apply(Change(MessageStatus.Delivered, 0, 1));
        Assert.Equal(MessageStatus.Delivered, state.Status);
        Assert.Equal(MessageStatus.Delivered, state.Apply(Change(MessageStatus.Sent, 1)).Status);
    }

    [Fact]
    public void A_change_for_an_earlier_standing_does_nothing() =>
        Assert.Equal(
            MessageStatus.Sending,
            new MessageState(MessageStatus.Sending, 1, 0, 0).Apply(Change(MessageStatus.Canceled, 0, 0, MessageStatus.Queued)).Status);

    private static MessageChange Change(MessageStatus to, long sent = 0, long delivered = 0, MessageStatus? onlyUpTo = null) => new()
    {
        Id = new MessageId(new SortableId(1, 1)),
        To = to,
        At = 1,
        SentSegments = sent,
        DeliveredSegments = delivered,
        OnlyUpTo = onlyUpTo,
    };
}
