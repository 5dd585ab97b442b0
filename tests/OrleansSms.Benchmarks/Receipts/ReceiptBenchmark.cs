using BenchmarkDotNet.Attributes;
using OrleansSms.Benchmarks.Codec;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Receipts;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Benchmarks.Receipts;

/// <summary>The text of a delivery receipt, read.</summary>
public class ReceiptBenchmark
{
    private readonly byte[] _text = SamplePdus.ReceiptText;
    private readonly byte[] _id = Tlv.OfCString(TlvTag.ReceiptedMessageId, SamplePdus.SmscId).Value.ToArray();

    /// <summary>All in the text.</summary>
    [Benchmark]
    public bool Text() => ReceiptParser.TryParse(new ReceiptInput(EsmClass.DeliveryReceipt, 0, _text), ReceiptDialect.Default, out _);

    /// <summary>Id and state in TLVs too.</summary>
    [Benchmark]
    public bool Text_and_tlvs() => ReceiptParser.TryParse(
        new ReceiptInput(EsmClass.DeliveryReceipt, 0, _text) { ReceiptedMessageId = _id, MessageState = 2 },
        ReceiptDialect.Default,
        out _);
}
