using System.Threading.Channels;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Smpp.Tests.Session;

/// <summary>Keeps what a session tells, for the test to await. Answers requests with ok when it is told to.</summary>
internal sealed class RecordingHandler(bool answers = false) : ISmppSessionHandler
{
    private readonly Channel<SessionEvent> _events = Channel.CreateUnbounded<SessionEvent>();
    private readonly TaskCompletionSource<SmppSession> _bound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<(SessionClose Close, long[] Unanswered)> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;

    public Task<SmppSession> Bound => _bound.Task.Soon();

    public Task<(SessionClose Close, long[] Unanswered)> Closed => _closed.Task.Soon();

    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>When set, each batch waits for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public Task<SessionEvent> NextAsync() => _events.Reader.ReadAsync().Soon();

    public async Task<T> NextAsync<T>()
        where T : Pdu => Assert.IsType<T>((await NextAsync()).Pdu);

    public bool TryNext(out SessionEvent next) => _events.Reader.TryRead(out next);

    public void OnBound(SmppSession session) => _bound.SetResult(session);

    public async ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
    {
        Assert.Equal(1, Interlocked.Increment(ref _inside));
        Assert.True(_bound.Task.IsCompleted);
        Assert.False(_closed.Task.IsCompleted);
        foreach (var one in events)
        {
            if (answers && one.Kind == SessionEventKind.Request && one.Pdu!.CreateResponse(CommandStatus.Ok) is { } response)
            {
                session.Reply(response);
            }

            _events.Writer.TryWrite(one);
        }

        await Hold;
        Interlocked.Decrement(ref _inside);
    }

    public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens) =>
        _closed.SetResult((close, [.. unansweredTokens]));
}
