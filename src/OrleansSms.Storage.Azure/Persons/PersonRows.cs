using System.Buffers.Binary;
using System.Globalization;
using Azure.Data.Tables;
using OrleansSms.Domain.Compliance;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Persons;

/// <summary>
/// The index by person: which messages may be those of an account and a number. What a round of writing puts into rows makes one row here for each of 256 parts of the hash, all of one partition,
/// so that a hundred of them are one request. An entry is 32 bits of hash, of which 8 are the part, and an id: what is left of somebody who was erased stands for thousands of numbers, and who
/// looks compares with the message anyway. So an entry may lead nowhere, and may be there twice.
/// </summary>
internal static class PersonRows
{
    public const string Table = "persons";

    /// <summary>Partition of messages to persons.</summary>
    public const string Sent = "sent";

    /// <summary>Partition of messages from persons.</summary>
    public const string Received = "received";

    private const int PartShift = 24;
    private const int SuffixChars = 8;
    private const int EntryBytes = sizeof(uint) + (2 * sizeof(ulong));

    /// <summary>The rows of some messages.</summary>
    public static IEnumerable<TableEntity> Of(string partition, IEnumerable<PersonMark> entries) =>
        entries.GroupBy(static entry => entry.Hash >> PartShift).Select(part => RowOf(partition, [.. part]));

    /// <summary>What is taken up of a message from a handset; no number where the sender has none.</summary>
    public static (MessageId Message, string Account, Msisdn Number) OfSender(InboundMessage message) =>
        (message.Id, message.Account, NumberParser.TryParse(message.From, null, out var number) ? number : default);

    /// <summary>Between which keys the rows stand that may have a hash.</summary>
    public static (string After, string Last) RangeOf(uint hash) => ($"{hash >> PartShift:X2}-", $"{hash >> PartShift:X2}-~");

    /// <summary>The ids that a row has under a hash.</summary>
    public static IEnumerable<MessageId> Find(TableEntity row, uint hash)
    {
        var octets = RowCodec.Unpack(row.Octets());
        for (var at = 0; at + EntryBytes <= octets.Length; at += EntryBytes)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(at)) == hash)
            {
                yield return new MessageId(new SortableId(
                    BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(at + sizeof(uint))), BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(at + sizeof(uint) + sizeof(ulong)))));
            }
        }
    }

    /// <summary>The hash of an account and a number: the same in every process.</summary>
    public static uint HashOf(string account, Msisdn number) =>
        (uint)(Mix(((ulong)number.Digits * 0x9E3779B97F4A7C15) ^ (ulong)TextHash.Of(account)) >> 32);

    /// <summary>A key that no other row has: two rounds may begin with the same message, when the first broke off.</summary>
    private static TableEntity RowOf(string partition, PersonMark[] part)
    {
        var octets = new byte[part.Length * EntryBytes];
        for (var i = 0; i < part.Length; i++)
        {
            var entry = octets.AsSpan(i * EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, part[i].Hash);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[sizeof(uint)..], part[i].Message.Value.High);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[(sizeof(uint) + sizeof(ulong))..], part[i].Message.Value.Low);
        }

        var newest = part.Max(static entry => entry.Message.Value.High);
        var key = string.Create(CultureInfo.InvariantCulture, $"{part[0].Hash >> PartShift:X2}-{~newest:X16}-{Guid.NewGuid().ToString("N")[..SuffixChars]}");
        return new TableEntity(partition, key).With(RowCodec.Pack(octets));
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}

/// <summary>A message in the index.</summary>
/// <param name="Hash">Hash of its account and its person's number.</param>
/// <param name="Message">Its id.</param>
internal readonly record struct PersonMark(uint Hash, MessageId Message);
