using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>submit_multi_resp: the id, and the destinations that were refused (SMPP 3.4 §4.5.2).</summary>
public sealed class SubmitMultiResp : MessageRespPdu
{
    private const int MaxUnsuccessfulBytes = FieldSizes.TonAndNpi + FieldSizes.Address + sizeof(uint);

    /// <inheritdoc/>
    public override CommandId Id => CommandId.SubmitMultiResp;

    /// <summary>unsuccess_sme(s): the destinations that were refused, at most 255.</summary>
    public IList<UnsuccessfulDestination> Unsuccessful { get; } = [];

    internal override int MaxBodyBytes => base.MaxBodyBytes + 1 + (Unsuccessful.Count * MaxUnsuccessfulBytes);

    internal override void ReadBody(ref BodyReader reader)
    {
        base.ReadBody(ref reader);
        int count = reader.ReadByte();
        for (var i = 0; i < count && reader.Remaining > 0; i++)
        {
            var address = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidDestinationAddress);
            Unsuccessful.Add(new UnsuccessfulDestination(address, new CommandStatus(reader.ReadUInt32())));
        }
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        if (Unsuccessful.Count > FieldSizes.Destinations)
        {
            throw new ArgumentException($"no_unsuccess is at most {FieldSizes.Destinations}; this has {Unsuccessful.Count}.");
        }

        base.WriteBody(ref writer);
        writer.WriteByte((byte)Unsuccessful.Count);
        foreach (var (address, status) in Unsuccessful)
        {
            writer.WriteAddress("destination_addr", address, FieldSizes.Address);
            writer.WriteUInt32(status.Value);
        }
    }
}
