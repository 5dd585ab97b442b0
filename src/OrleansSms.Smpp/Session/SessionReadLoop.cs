using System.Buffers;
using System.IO.Pipelines;
using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Session;

/// <summary>Framing: reads the connection, takes PDUs off it, and hands what they mean to the handler, one batch for each read.</summary>
internal sealed class SessionReadLoop(SmppSession session, PipeReader input, SessionDispatch dispatch, RequestBacklog backlog, SessionOutput output, PduLimits limits)
{
    private readonly PduPool _pool = new();
    private readonly List<SessionEvent> _events = [];

    /// <summary>Runs until the session ends; tells why.</summary>
    public async Task<SessionClose> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            session.Received();
            var close = await TakeAllAsync(read.Buffer, cancellationToken).ConfigureAwait(false);
            if (close is { } reason)
            {
                return reason;
            }

            if (read.IsCompleted)
            {
                return new SessionClose(SessionCloseReason.PeerClosed, "The peer closed the connection.");
            }
        }
    }

    private async ValueTask<SessionClose?> TakeAllAsync(ReadOnlySequence<byte> rest, CancellationToken cancellationToken)
    {
        var total = rest.Length;
        while (true)
        {
            var step = Take(ref rest, out var needMore);
            if (_events.Count > 0)
            {
                await session.DeliverAsync(_events).ConfigureAwait(false);
                _events.Clear();
            }

            if (step == DispatchStep.Close)
            {
                return dispatch.Close;
            }

            if (step == DispatchStep.Bind && await session.AnswerBindAsync(dispatch.Bind!, cancellationToken).ConfigureAwait(false) is { } refused)
            {
                return refused;
            }

            if (needMore)
            {
                session.Framed(whole: rest.Length != total, partial: !rest.IsEmpty);
                input.AdvanceTo(rest.Start, rest.End);
                return null;
            }

            await WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Decodes until the buffer or the room for requests is used up.</summary>
    private DispatchStep Take(ref ReadOnlySequence<byte> rest, out bool needMore)
    {
        needMore = false;
        while (!backlog.IsFull && !output.IsOverLimit)
        {
            var step = DispatchStep.Continue;
            switch (PduReader.TryRead(ref rest, limits, _pool, out var pdu, out var error))
            {
                case ReadStatus.NeedMore:
                    needMore = true;
                    return DispatchStep.Continue;
                case ReadStatus.Pdu:
                    step = dispatch.OnPdu(pdu!, _events);
                    break;
                case ReadStatus.Error:
                    step = dispatch.OnError(error);
                    break;
            }

            if (step != DispatchStep.Continue)
            {
                return step;
            }
        }

        return DispatchStep.Continue;
    }

    private async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        if (!backlog.IsFull && !output.IsOverLimit)
        {
            return;
        }

        session.PauseTimers();
        if (backlog.IsFull)
        {
            await backlog.WaitAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (output.IsOverLimit)
        {
            await output.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // A session that was closed has no room ever again, and its waits end at once: without this the loop would never end.
        cancellationToken.ThrowIfCancellationRequested();
        session.ResumeTimers();
    }
}
