using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Pdus;

/// <summary>
/// One SMPP protocol data unit: a header (SMPP 3.4 §3.2), the mandatory fields of its command, and TLVs. The set of kinds is
/// closed; a PDU is mutable while it is made and belongs to one thread at a time.
/// </summary>
public abstract class Pdu
{
    private const uint ResponseBit = 0x80000000;
    private TlvList? _tlvs;

    private protected Pdu()
    {
    }

    /// <summary>Which command this is.</summary>
    public abstract CommandId Id { get; }

    /// <summary>command_status: the outcome in a response, zero in a request. A response that is not ok is written without its body.</summary>
    public CommandStatus Status { get; set; }

    /// <summary>sequence_number: 1 to 0x7FFFFFFF; a response carries that of its request. A session assigns it to what it sends.</summary>
    public uint Sequence { get; set; }

    /// <summary>The optional parameters; the list is made when it is first asked for.</summary>
    public TlvList Tlvs => _tlvs ??= new TlvList();

    /// <summary>Whether there is any TLV; asking this makes no list.</summary>
    public bool HasTlvs => _tlvs is { Count: > 0 };

    /// <summary>Whether this answers a request: generic_nack and every command with bit 31.</summary>
    public bool IsResponse => ((uint)Id & ResponseBit) != 0;

    /// <summary>The most octets that the fields of the body may need, without TLVs.</summary>
    internal virtual int MaxBodyBytes => 0;

    /// <summary>Makes the answer to this request with its sequence number; null for what has no response.</summary>
    /// <param name="status">The outcome to answer.</param>
    public virtual Pdu? CreateResponse(CommandStatus status) => null;

    internal virtual void ReadBody(ref BodyReader reader)
    {
    }

    internal virtual void WriteBody(ref BodyWriter writer)
    {
    }
}
