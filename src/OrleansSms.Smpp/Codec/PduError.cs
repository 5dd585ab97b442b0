using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>Why a PDU was refused, and what its sender is to be told (SMPP 3.4 §4.3, §5.1.3).</summary>
/// <param name="Command">The command_id as it came, known or not.</param>
/// <param name="Status">The command_status to answer.</param>
/// <param name="Sequence">The sequence number to answer with.</param>
/// <param name="MustClose">Whether the session must close after the answer, because where the next PDU begins is unknown.</param>
public readonly record struct PduError(CommandId Command, CommandStatus Status, uint Sequence, bool MustClose)
{
    /// <summary>
    /// Makes the answer: the error response of the command, or a generic_nack when there is none. Null when the refused PDU was itself a
    /// response, which is never answered.
    /// </summary>
    public Pdu? CreateReply()
    {
        if (!MustClose && ((uint)Command & (uint)CommandId.GenericNack) != 0)
        {
            return null;
        }

        var request = MustClose ? null : PduFactory.Create(Command);
        if (request is not null)
        {
            request.Sequence = Sequence;
        }

        return request?.CreateResponse(Status) ?? new GenericNack { Status = Status, Sequence = Sequence };
    }
}
