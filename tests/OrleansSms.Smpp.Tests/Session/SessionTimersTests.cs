using OrleansSms.Smpp.Session;

namespace OrleansSms.Smpp.Tests.Session;

/// <summary>With one timestamp a second, so that times here are seconds.</summary>
public sealed class SessionTimersTests
{
    private const SessionState Bound = SessionState.BoundTrx;

    private readonly SessionTimers _timers = new(new SmppSessionOptions(), timestampsPerSecond: 1, now: 0);

    [Fact]
    public void A_session_that_is_not_bound_in_time_is_closed()
    {
        Assert.Equal(SessionDue.Nothing, _timers.Check(9, SessionState.Open));
        Assert.Equal(SessionDue.CloseSessionInit, _timers.Check(10, SessionState.Open));
    }

    [Fact]
    public void Silence_is_enquired_and_an_enquiry_without_answer_closes()
    {
        Assert.Equal(SessionDue.Nothing, _timers.Check(29, Bound));
        Assert.Equal(SessionDue.SendEnquireLink, _timers.Check(30, Bound));
        _timers.EnquireLinkSent(30);
        Assert.Equal(SessionDue.Nothing, _timers.Check(59, Bound));
        Assert.Equal(SessionDue.CloseEnquireLink, _timers.Check(60, Bound));
    }

    [Fact]
    public void Anything_received_answers_an_enquiry()
    {
        _timers.EnquireLinkSent(30);
        _timers.Received(40);
        Assert.Equal(SessionDue.Nothing, _timers.Check(69, Bound));
        Assert.Equal(SessionDue.SendEnquireLink, _timers.Check(70, Bound));
    }

    [Fact]
    public void A_pdu_that_stops_half_way_closes_and_a_steady_stream_does_not()
    {
        _timers.Received(0);
        _timers.Framed(0, whole: false, partial: true);
        _timers.Received(9);
        _timers.Framed(9, whole: false, partial: true);
        Assert.Equal(SessionDue.ClosePduRead, _timers.Check(10, Bound));
        _timers.Framed(9, whole: true, partial: true);
        Assert.Equal(SessionDue.Nothing, _timers.Check(18, Bound));
        _timers.Framed(18, whole: true, partial: false);
        Assert.Equal(SessionDue.Nothing, _timers.Check(30, Bound));
    }

    [Fact]
    public void Without_enquire_link_silence_closes_after_the_inactivity_time()
    {
        var timers = new SessionTimers(new SmppSessionOptions { EnquireLinkInterval = Timeout.InfiniteTimeSpan }, 1, 0);
        Assert.Equal(SessionDue.Nothing, timers.Check(119, Bound));
        Assert.Equal(SessionDue.CloseInactivity, timers.Check(120, Bound));
    }

    [Fact]
    public void While_this_side_does_not_read_no_timer_runs()
    {
        _timers.Framed(0, whole: false, partial: true);
        _timers.EnquireLinkSent(0);
        _timers.Pause(1);
        Assert.Equal(SessionDue.Nothing, _timers.Check(1_000, Bound));
        Assert.False(_timers.MaySweep(1_000, out _, out _));
        _timers.Resume(1_000);
        Assert.Equal(SessionDue.Nothing, _timers.Check(1_009, Bound));
        Assert.Equal(SessionDue.ClosePduRead, _timers.Check(1_010, Bound));
    }

    [Fact]
    public void After_a_long_pause_responses_get_a_second_to_be_read()
    {
        _timers.Pause(10);
        _timers.Resume(100);
        Assert.False(_timers.MaySweep(100, out _, out _));
        Assert.True(_timers.MaySweep(101, out var sentBefore, out var submitsSentBefore));
        Assert.Equal((71, 41), (sentBefore, submitsSentBefore));
    }
}
