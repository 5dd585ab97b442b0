using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>The requests that a session sends for itself and that need no window: bind, unbind and enquire_link, one of each at a time.</summary>
internal sealed class OwnRequests
{
    private readonly TaskCompletionSource<Pdu> _bind = New();
    private readonly TaskCompletionSource<Pdu> _unbind = New();
    private uint _bindSequence;
    private uint _unbindSequence;
    private uint _enquireLinkSequence;

    /// <summary>The answer to bind; cancelled when the session closes first.</summary>
    public Task<Pdu> BindAnswer => _bind.Task;

    /// <summary>The answer to unbind; cancelled when the session closes first.</summary>
    public Task<Pdu> UnbindAnswer => _unbind.Task;

    public void Sending(Pdu request, uint sequence)
    {
        request.Sequence = sequence;
        switch (request.Id)
        {
            case CommandId.EnquireLink:
                _enquireLinkSequence = sequence;
                break;
            case CommandId.Unbind:
                _unbindSequence = sequence;
                break;
            default:
                _bindSequence = sequence;
                break;
        }
    }

    /// <summary>Takes a response when it answers one of these.</summary>
    public bool TryComplete(Pdu response)
    {
        var isNack = response is GenericNack;
        if ((isNack || response is BindRespPdu) && Take(ref _bindSequence, response.Sequence))
        {
            return _bind.TrySetResult(response);
        }

        if ((isNack || response is UnbindResp) && Take(ref _unbindSequence, response.Sequence))
        {
            return _unbind.TrySetResult(response);
        }

        // A peer that nacks enquire_link is alive, which is all that was asked.
        return (isNack || response is EnquireLinkResp) && Take(ref _enquireLinkSequence, response.Sequence);
    }

    public void Close()
    {
        _bind.TrySetCanceled();
        _unbind.TrySetCanceled();
    }

    private static TaskCompletionSource<Pdu> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool Take(ref uint expected, uint sequence) =>
        sequence != 0 && Interlocked.CompareExchange(ref expected, 0, sequence) == sequence;
}
