using System.Buffers;

namespace OrleansSms.Domain.Contacts;

/// <summary>
/// A contact in few octets, made so that a filter finds the fields it asks for without building anything: entries of number, tag and content, each of which can be
/// passed over. Strings are UTF-8. Id and number stand beside the record, not in it.
/// </summary>
public static class ContactRecord
{
    internal const int CreatedAt = 1;
    internal const int UpdatedAt = 2;
    internal const int Zone = 3;
    internal const int Language = 4;
    internal const int Tags = 5;
    internal const int Lists = 6;

    /// <summary>A list of four items for each consent: purpose, wording, how, when.</summary>
    internal const int Consents = 7;

    internal const int ItemsPerConsent = 4;

    /// <summary>Writes a contact; <paramref name="table"/> must know the names of its fields.</summary>
    public static void Write(Contact contact, FieldTable table, ArrayBufferWriter<byte> to)
    {
        RecordWriter.Date(to, CreatedAt, contact.CreatedAt);
        RecordWriter.Date(to, UpdatedAt, contact.UpdatedAt);
        if (contact.Zone is { } zone)
        {
            RecordWriter.Text(to, Zone, zone);
        }

        if (contact.Language is { } language)
        {
            RecordWriter.Text(to, Language, language);
        }

        WriteList(to, Tags, contact.Tags);
        WriteList(to, Lists, contact.Lists);
        if (contact.Consents.Count > 0)
        {
            WriteList(to, Consents, [.. contact.Consents.SelectMany(ItemsOf)]);
        }

        foreach (var (name, value) in contact.Fields)
        {
            RecordWriter.Value(to, table.Find(name) ?? throw new InvalidOperationException("The table lacks a field's name."), value);
        }
    }

    /// <summary>Reads a contact.</summary>
    public static Contact Read(ContactId id, Msisdn number, ReadOnlySpan<byte> record, FieldTable table)
    {
        var contact = new Contact { Id = id, Number = number };
        Dictionary<string, FieldValue>? fields = null;
        var reader = new RecordReader(record);
        while (reader.Read())
        {
            var value = reader.Value();
            if (reader.Number >= FieldTable.First)
            {
                (fields ??= [])[table.NameOf(reader.Number)] = value;
                continue;
            }

            contact = reader.Number switch
            {
                CreatedAt => contact with { CreatedAt = value.Micros },
                UpdatedAt => contact with { UpdatedAt = value.Micros },
                Zone => contact with { Zone = value.Text },
                Language => contact with { Language = value.Text },
                Tags => contact with { Tags = value.Items! },
                Lists => contact with { Lists = value.Items! },
                Consents => contact with { Consents = ConsentsOf(value.Items!) },
                _ => contact,
            };
        }

        return fields is null ? contact : contact with { Fields = fields };
    }

    private static void WriteList(ArrayBufferWriter<byte> to, int number, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
        {
            RecordWriter.Value(to, number, FieldValue.Of(items));
        }
    }

    private static string[] ItemsOf(ContactConsent consent) =>
        [consent.Purpose, consent.Wording, consent.How, consent.At.ToString(CultureInfo.InvariantCulture)];

    private static ContactConsent[] ConsentsOf(IReadOnlyList<string> items) =>
        [.. items.Chunk(ItemsPerConsent).Select(static four => new ContactConsent(four[0], four[1], four[2], long.Parse(four[3], CultureInfo.InvariantCulture)))];
}
