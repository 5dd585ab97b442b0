using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Smpp.Tests.Session;

public sealed class WindowTests
{
    [Fact]
    public void A_full_window_takes_no_more_until_a_response_comes()
    {
        var window = new Window(2);
        Assert.True(window.TryAdd(CommandId.SubmitSm, 10, 0, out var first));
        Assert.True(window.TryAdd(CommandId.SubmitSm, 11, 0, out _));
        Assert.False(window.TryAdd(CommandId.SubmitSm, 12, 0, out _));
        Assert.Equal(WindowMatch.Matched, window.Complete(first, CommandId.SubmitSmResp, out var token));
        Assert.Equal(10, token);
        Assert.True(window.TryAdd(CommandId.SubmitSm, 12, 0, out _));
    }

    [Fact]
    public void Repeated_wrong_and_foreign_responses_change_nothing()
    {
        var window = new Window(4);
        window.TryAdd(CommandId.SubmitSm, 10, 0, out var sequence);
        Assert.Equal(WindowMatch.WrongType, window.Complete(sequence, CommandId.QuerySmResp, out _));
        Assert.Equal(WindowMatch.Unmatched, window.Complete(sequence + 1, CommandId.SubmitSmResp, out _));
        Assert.Equal(WindowMatch.Unmatched, window.Complete(0, CommandId.SubmitSmResp, out _));
        Assert.Equal(1, window.Outstanding);
        Assert.Equal(WindowMatch.Matched, window.Complete(sequence, CommandId.SubmitSmResp, out _));
        Assert.Equal(WindowMatch.Unmatched, window.Complete(sequence, CommandId.SubmitSmResp, out _));
        Assert.Equal(0, window.Outstanding);
    }

    [Fact]
    public void A_generic_nack_answers_any_request()
    {
        var window = new Window(1);
        window.TryAdd(CommandId.QuerySm, 10, 0, out var sequence);
        Assert.Equal(WindowMatch.Matched, window.Complete(sequence, CommandId.GenericNack, out var token));
        Assert.Equal(10, token);
    }

    [Fact]
    public void Sequence_numbers_wrap_to_one_after_the_largest()
    {
        var window = new Window(4, Window.MaxSequence - 1);
        uint[] given = [Add(), Add(), Add()];
        Assert.Equal([Window.MaxSequence - 1, Window.MaxSequence, 1], given);

        uint Add() => window.TryAdd(CommandId.SubmitSm, 0, 0, out var sequence) ? sequence : 0;
    }

    [Fact]
    public void A_request_that_stays_unanswered_does_not_stop_the_others()
    {
        var window = new Window(3);
        window.TryAdd(CommandId.SubmitSm, 99, 0, out var stuck);
        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(window.TryAdd(CommandId.SubmitSm, i, 0, out var sequence));
            Assert.Equal(WindowMatch.Matched, window.Complete(sequence, CommandId.SubmitSmResp, out var token));
            Assert.Equal(i, token);
        }

        Assert.Equal(WindowMatch.Matched, window.Complete(stuck, CommandId.SubmitSmResp, out var late));
        Assert.Equal(99, late);
    }

    [Fact]
    public void Requests_expire_by_their_kind_once()
    {
        var window = new Window(8);
        window.TryAdd(CommandId.SubmitSm, 1, 100, out var submit);
        window.TryAdd(CommandId.QuerySm, 2, 100, out _);
        window.TryAdd(CommandId.QuerySm, 3, 200, out _);
        var events = new List<SessionEvent>();
        window.Expire(150, 50, events);
        Assert.Equal([new SessionEvent(SessionEventKind.ResponseTimeout, null, 2)], events);
        events.Clear();
        window.Expire(150, 150, events);
        Assert.Equal([new SessionEvent(SessionEventKind.ResponseTimeout, null, 1)], events);
        Assert.Equal(WindowMatch.Unmatched, window.Complete(submit, CommandId.SubmitSmResp, out _));
        Assert.Equal(1, window.Outstanding);
    }

    [Fact]
    public void A_closed_window_hands_back_what_was_not_answered_and_takes_no_more()
    {
        var window = new Window(4);
        window.TryAdd(CommandId.SubmitSm, 1, 0, out var first);
        window.TryAdd(CommandId.SubmitSm, 2, 0, out _);
        window.Complete(first, CommandId.SubmitSmResp, out _);
        Assert.Equal([2L], window.Close());
        Assert.False(window.TryAdd(CommandId.SubmitSm, 3, 0, out _));
        Assert.Empty(window.Close());
    }
}
