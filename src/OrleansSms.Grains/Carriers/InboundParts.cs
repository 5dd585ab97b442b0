using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Submission;
using OrleansSms.Smpp.Text;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>Joins the parts of a carrier's concatenated inbound messages. Each part is durable before it counts; a restart reads them again.</summary>
internal sealed class InboundParts(IMessageStore store, InboundIntake intake, GatewayLimits limits, TimeProvider time)
{
    private readonly Dictionary<DecodedText, MessageId> _rows = new(ReferenceEqualityComparer.Instance);
    private Reassembler? _reassembler;

    /// <summary>Takes back up what waited when the process ended.</summary>
    public async Task LoadAsync(CarrierConfig carrier)
    {
        _reassembler = new Reassembler(new ReassemblyLimits { Patience = limits.PartsWait }, SubmitSmFactory.AlphabetOf(carrier));
        foreach (var part in await store.ReadPartsAsync(carrier.Id))
        {
            await JoinAsync(carrier, part);
        }
    }

    /// <summary>Takes a part; when it completes a message, that is received.</summary>
    public async Task AddAsync(CarrierConfig carrier, InboundPart part)
    {
        await store.CommitAsync(new ChangeSet { NewParts = [part] }, CommitLane.Urgent, CancellationToken.None);
        await JoinAsync(carrier, part);
    }

    /// <summary>Receives what is there of messages whose other parts have not come.</summary>
    public async Task ExpireAsync(CarrierConfig carrier)
    {
        foreach (var message in _reassembler?.Expire(time.GetUtcNow()) ?? [])
        {
            await ReceiveAsync(carrier, message, []);
        }
    }

    private async Task JoinAsync(CarrierConfig carrier, InboundPart part)
    {
        var decoded = Decode(carrier, part);
        _rows[decoded] = part.Id;
        var result = _reassembler!.Add(new ConcatenationKey(part.From, part.To), decoded, UnixMicros.ToTime(part.ReceivedAt));
        foreach (var displaced in result.Displaced)
        {
            await ReceiveAsync(carrier, displaced, []);
        }

        if (result.Message is { } message)
        {
            await ReceiveAsync(carrier, message, []);
        }
        else if (result.Outcome == ReassemblyOutcome.Duplicate)
        {
            _rows.Remove(decoded);
            await store.CommitAsync(new ChangeSet { DoneParts = [part.Id] }, CommitLane.Urgent, CancellationToken.None);
        }
    }

    private async Task ReceiveAsync(CarrierConfig carrier, AssembledMessage message, List<MessageId> rows)
    {
        foreach (var part in message.Parts)
        {
            if (_rows.Remove(part, out var row))
            {
                rows.Add(row);
            }
        }

        var body = InboundIntake.BodyOf(message.Encoding, message.Text, message.Body);
        await intake.ReceiveAsync(
            carrier,
            new ReceivedText(message.Key.Originator, message.Key.Recipient, body, message.Encoding, message.Received, !message.IsIncomplete),
            rows);
    }

    private static DecodedText Decode(CarrierConfig carrier, InboundPart part)
    {
        var shift = new NationalShift((NationalLanguage)part.LockingShift, (NationalLanguage)part.SingleShift);
        var decoded = SmsDecoder.Decode(part.DataCoding, false, part.Body, SubmitSmFactory.AlphabetOf(carrier));
        return decoded with
        {
            Text = SmsDecoder.TextOf(part.DataCoding, part.Body, SubmitSmFactory.AlphabetOf(carrier), shift),
            Shift = shift,
            Concatenation = new ConcatenationInfo((ConcatenationMode)part.Mode, (ushort)part.Reference, (byte)part.Total, (byte)part.Number),
        };
    }
}
