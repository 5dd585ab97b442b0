using System.Buffers;
using BenchmarkDotNet.Attributes;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Benchmarks.Codec;

/// <summary>One PDU to octets and back, without a socket.</summary>
public class CodecBenchmark
{
    private readonly ArrayBufferWriter<byte> _output = new(4 * 1024);
    private Pdu _pdu = new EnquireLink();
    private byte[] _octets = [];

    /// <summary>Which PDU.</summary>
    [Params(CommandId.SubmitSm, CommandId.SubmitSmResp, CommandId.DeliverSm, CommandId.EnquireLink)]
    public CommandId Kind { get; set; }

    /// <summary>Makes the PDU and its octets.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _pdu = Kind switch
        {
            CommandId.SubmitSm => SamplePdus.SubmitSm(),
            CommandId.SubmitSmResp => SamplePdus.SubmitSmResp(),
            CommandId.DeliverSm => SamplePdus.DeliverSm(),
            _ => new EnquireLink { Sequence = 1 },
        };
        Encode();
        _octets = _output.WrittenSpan.ToArray();
    }

    /// <summary>A PDU that is there already, into memory that is there already.</summary>
    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        PduWriter.Write(_output, _pdu);
        return _output.WrittenCount;
    }

    /// <summary>Into a PDU of its own.</summary>
    [Benchmark]
    public Pdu? Decode()
    {
        var buffer = new ReadOnlySequence<byte>(_octets);
        PduReader.TryRead(ref buffer, PduLimits.Default, out var pdu, out _);
        return pdu;
    }
}
