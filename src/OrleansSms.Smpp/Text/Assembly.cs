using System.Text;

namespace OrleansSms.Smpp.Text;

// Joins segments. Octets are joined before they are decoded, since senders do split escape and surrogate pairs.
internal static class Assembly
{
    internal static AssembledMessage Alone(ConcatenationKey key, DecodedText part) =>
        new(key, part.Encoding, Normalization.WithoutInvalid(part.Text), part.Body, 1, 1) { Port = part.Port, Parts = [part] };

    internal static AssembledMessage Of(OpenMessage message, DefaultAlphabet alphabet)
    {
        var body = new byte[message.Octets];
        var text = new StringBuilder();
        var parts = new List<DecodedText>(message.Received);
        DecodedText? first = null;
        DecodedText? run = null;
        var runStart = 0;
        var end = 0;
        foreach (var part in message.Parts)
        {
            // A run is joined while nothing is missing and the coding stays the same.
            if (run is not null && (part is null || part.DataCoding != run.DataCoding || part.Shift != run.Shift))
            {
                text.Append(SmsDecoder.TextOf(run.DataCoding, body.AsSpan(runStart, end - runStart), alphabet, run.Shift));
                (run, runStart) = (null, end);
            }

            if (part is not null)
            {
                parts.Add(part);
                first ??= part;
                run ??= part;
                part.Body.Span.CopyTo(body.AsSpan(end));
                end += part.Body.Length;
            }
        }

        if (run is not null)
        {
            text.Append(SmsDecoder.TextOf(run.DataCoding, body.AsSpan(runStart, end - runStart), alphabet, run.Shift));
        }

        var whole = Normalization.WithoutInvalid(text.ToString());
        return new AssembledMessage(
            message.Identity.Key, first?.Encoding ?? SmsEncoding.Binary, whole, body, message.Received, message.Identity.Total)
        {
            Port = first?.Port,
            Parts = parts,
        };
    }
}
