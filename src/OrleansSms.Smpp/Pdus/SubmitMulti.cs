using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>submit_multi: one message to several destinations (SMPP 3.4 §4.5.1).</summary>
public sealed class SubmitMulti : MessagePdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.SubmitMulti;

    /// <summary>dest_address(es): 1 to 254 numbers or distribution lists (SMPP 3.4 §4.5.1.1).</summary>
    public IList<MultiDestination> Destinations { get; } = [];

    private protected override int MaxRecipientBytes => 1 + (Destinations.Count * MultiDestination.MaxBytes);

    /// <inheritdoc/>
    public override SubmitMultiResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    private protected override void ReadRecipients(ref BodyReader reader)
    {
        Destinations.Clear();
        int count = reader.ReadByte();
        if (count == 0)
        {
            reader.Fail(CommandStatus.InvalidNumberOfDestinations);
        }

        for (var i = 0; i < count && reader.Fault.IsOk; i++)
        {
            Destinations.Add(MultiDestination.Read(ref reader));
        }
    }

    private protected override void WriteRecipients(ref BodyWriter writer)
    {
        if (Destinations.Count is 0 or > FieldSizes.Destinations)
        {
            throw new ArgumentException($"number_of_dests is 1 to {FieldSizes.Destinations}; this has {Destinations.Count}.");
        }

        writer.WriteByte((byte)Destinations.Count);
        foreach (var destination in Destinations)
        {
            destination.Write(ref writer);
        }
    }
}
