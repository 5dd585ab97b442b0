using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// A message as it was accepted, as octets. What it shares with the one before it is left out: the messages of a batch differ in little more than id
/// and recipient.
/// </summary>
internal static class MessageCodec
{
    private const int CategoryShift = 4;
    private const int EncodingMask = (1 << CategoryShift) - 1;

    /// <summary>Bit of the octet of category and encoding: the message belongs to a campaign.</summary>
    private const int OfCampaign = 1 << 7;

    [Flags]
    private enum Parts : ushort
    {
        SameAccount = 1,
        SameSender = 1 << 1,
        SameBody = 1 << 2,
        SameTimes = 1 << 3,
        SameBatch = 1 << 4,
        SameExtras = 1 << 5,
        Batch = 1 << 6,
        ClientReference = 1 << 7,
        Tags = 1 << 8,
        CallbackUrl = 1 << 9,
        Counted = 1 << 10,
        NotBefore = 1 << 11,
        Concatenated = 1 << 12,
        Program = 1 << 13,
        Lease = 1 << 14,
        Answer = 1 << 15,
    }

    /// <param name="account">Number of the message's account.</param>
    /// <param name="before">The message that the reader will have read before this one, or null.</param>
    public static void Write(BlobWriter blob, Message message, int account, Message? before)
    {
        var parts = Absent(message) | (before is null ? 0 : Shared(message, before));
        var origin = KeyTime.Origin(message.Id.Key);
        blob.UInt16((ushort)parts);
        blob.Signed(message.Id.Key - (before?.Id.Key ?? 0));
        blob.Int64((long)message.Id.Value.Low);
        blob.Varint((ulong)message.To.Digits);
        blob.Byte((byte)(((int)message.Category << CategoryShift) | (int)message.Encoding | (message.Campaign is null ? 0 : OfCampaign)));
        blob.Varint((ulong)message.Segments);
        if ((parts & Parts.SameAccount) == 0)
        {
            blob.Varint((ulong)account);
        }

        if ((parts & Parts.SameSender) == 0)
        {
            blob.Text(message.From);
        }

        if ((parts & Parts.SameBody) == 0)
        {
            blob.Text(message.Body);
        }

        if ((parts & Parts.SameTimes) == 0)
        {
            blob.Signed(message.CreatedAt - origin);
            blob.Signed(message.ExpiresAt - message.CreatedAt);
            if ((parts & Parts.NotBefore) != 0)
            {
                blob.Signed(message.NotBefore - message.CreatedAt);
            }

            if ((parts & Parts.Lease) != 0)
            {
                blob.Signed(message.LeaseUntil - message.CreatedAt);
            }
        }

        if ((parts & Parts.Concatenated) != 0)
        {
            blob.Byte(message.ConcatenationReference);
        }

        if ((parts & Parts.Answer) != 0)
        {
            blob.Byte((byte)message.Answer);
        }

        WriteCampaign(blob, message, before);
        WriteBatch(blob, message, parts);
        WriteExtras(blob, message, parts);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="before">The message that was read before this one where it was written behind that, or null.</param>
    /// <param name="alike">A message whose texts may happen to be the same, or null.</param>
    public static Message Read(ref BlobReader blob, NameTable names, Message? before, Message? alike = null)
    {
        var parts = (Parts)blob.UInt16();
        var key = blob.Signed() + (before?.Id.Key ?? 0);
        var id = new MessageId(new SortableId((ulong)key, (ulong)blob.Int64()));
        var to = (long)blob.Varint() is var digits and not 0 ? new Msisdn(digits) : default;
        var kind = blob.Byte();
        var segments = (int)blob.Varint();
        var account = (parts & Parts.SameAccount) != 0 ? before!.Account : names.NameOf((int)blob.Varint());
        var from = (parts & Parts.SameSender) != 0 ? before!.From : blob.Text(alike?.From);
        var body = (parts & Parts.SameBody) != 0 ? before!.Body : blob.Text(alike?.Body);
        var (created, expires, notBefore, lease) = ReadTimes(ref blob, parts, key, before);
        var reference = (parts & Parts.Concatenated) != 0 ? blob.Byte() : (byte)0;
        var answer = (parts & Parts.Answer) != 0 ? (AnswerKind)blob.Byte() : AnswerKind.None;
        var (campaign, variant) = (kind & OfCampaign) != 0 ? ReadCampaign(ref blob, before, alike) : (null, (byte)0);
        var batch = (parts & Parts.SameBatch) != 0 ? before!.Batch : ReadBatch(ref blob, parts);
        var same = (parts & Parts.SameExtras) != 0;
        return new Message
        {
            Id = id,
            Account = account,
            To = to,
            From = from,
            Body = body,
            Category = (MessageCategory)((kind & ~OfCampaign) >> CategoryShift),
            Encoding = (MessageEncoding)(kind & EncodingMask),
            Segments = segments,
            CreatedAt = created,
            ExpiresAt = expires,
            NotBefore = notBefore,
            LeaseUntil = lease,
            ConcatenationReference = reference,
            Answer = answer,
            Campaign = campaign,
            Variant = variant,
            CountsTowardsCap = (parts & Parts.Counted) != 0,
            Batch = batch,
            ClientReference = same ? before!.ClientReference : (parts & Parts.ClientReference) != 0 ? blob.Text() : null,
            Tags = same ? before!.Tags : (parts & Parts.Tags) != 0 ? ReadTags(ref blob) : null,
            Program = same ? before!.Program : (parts & Parts.Program) != 0 ? blob.Text() : null,
            CallbackUrl = same ? before!.CallbackUrl : (parts & Parts.CallbackUrl) != 0 ? blob.Text() : null,
        };
    }

    private static Parts Absent(Message message) =>
        (message.Batch is null ? 0 : Parts.Batch)
        | (message.ClientReference is null ? 0 : Parts.ClientReference)
        | (message.Tags is null ? 0 : Parts.Tags)
        | (message.CallbackUrl is null ? 0 : Parts.CallbackUrl)
        | (message.CountsTowardsCap ? Parts.Counted : 0)
        | (message.Program is null ? 0 : Parts.Program)
        | (message.NotBefore == 0 ? 0 : Parts.NotBefore)
        | (message.LeaseUntil == 0 ? 0 : Parts.Lease)
        | (message.Answer == AnswerKind.None ? 0 : Parts.Answer)
        | (message.ConcatenationReference == 0 ? 0 : Parts.Concatenated);

    private static Parts Shared(Message message, Message before) =>
        (message.Account == before.Account ? Parts.SameAccount : 0)
        | (message.From == before.From ? Parts.SameSender : 0)
        | (message.Body == before.Body ? Parts.SameBody : 0)
        | ((message.CreatedAt, message.ExpiresAt, message.NotBefore, message.LeaseUntil) == (before.CreatedAt, before.ExpiresAt, before.NotBefore, before.LeaseUntil) ? Parts.SameTimes : 0)
        | (message.Batch == before.Batch ? Parts.SameBatch : 0)
        | (message.ClientReference == before.ClientReference && ReferenceEquals(message.Tags, before.Tags) && message.CallbackUrl == before.CallbackUrl && message.Program == before.Program
            ? Parts.SameExtras
            : 0);

    private static void WriteCampaign(BlobWriter blob, Message message, Message? before)
    {
        if (message.Campaign is { } campaign)
        {
            // An empty text: that of the message before.
            blob.Text(campaign == before?.Campaign ? "" : campaign);
            blob.Byte(message.Variant);
        }
    }

    private static (string? Campaign, byte Variant) ReadCampaign(ref BlobReader blob, Message? before, Message? alike)
    {
        var campaign = blob.Text(alike?.Campaign);
        return (campaign.Length == 0 ? before!.Campaign : campaign, blob.Byte());
    }

    private static void WriteBatch(BlobWriter blob, Message message, Parts parts)
    {
        if ((parts & (Parts.SameBatch | Parts.Batch)) == Parts.Batch)
        {
            blob.Int64((long)message.Batch!.Value.Value.High);
            blob.Int64((long)message.Batch.Value.Value.Low);
        }
    }

    private static void WriteExtras(BlobWriter blob, Message message, Parts parts)
    {
        if ((parts & Parts.SameExtras) != 0)
        {
            return;
        }

        if (message.ClientReference is { } reference)
        {
            blob.Text(reference);
        }

        if (message.Tags is { } tags)
        {
            blob.Varint((ulong)tags.Count);
            foreach (var tag in tags)
            {
                blob.Text(tag);
            }
        }

        if (message.Program is { } program)
        {
            blob.Text(program);
        }

        if (message.CallbackUrl is { } url)
        {
            blob.Text(url);
        }
    }

    private static (long Created, long Expires, long NotBefore, long Lease) ReadTimes(ref BlobReader blob, Parts parts, long key, Message? before)
    {
        if ((parts & Parts.SameTimes) != 0)
        {
            return (before!.CreatedAt, before.ExpiresAt, before.NotBefore, before.LeaseUntil);
        }

        var created = KeyTime.Origin(key) + blob.Signed();
        var expires = created + blob.Signed();
        var notBefore = (parts & Parts.NotBefore) != 0 ? created + blob.Signed() : 0;
        return (created, expires, notBefore, (parts & Parts.Lease) != 0 ? created + blob.Signed() : 0);
    }

    private static BatchId? ReadBatch(ref BlobReader blob, Parts parts) =>
        (parts & Parts.Batch) != 0 ? new BatchId(new SortableId((ulong)blob.Int64(), (ulong)blob.Int64())) : null;

    private static string[] ReadTags(ref BlobReader blob)
    {
        var tags = new string[(int)blob.Varint()];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = blob.Text();
        }

        return tags;
    }
}
