using System.Buffers;
using CsCheck;
using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Tests.Contacts;

public sealed class ContactRecordTests
{
    [Fact]
    public void A_contact_reads_as_it_was_written() => ContactGen.Contact.Sample(contact =>
    {
        var table = FieldTable.Empty.With(contact.Fields.Keys);
        var record = new ArrayBufferWriter<byte>();
        ContactRecord.Write(contact, table, record);

        var read = ContactRecord.Read(contact.Id, contact.Number, record.WrittenSpan, table);

        Assert.Equal(contact.Fields, read.Fields);
        Assert.Equal((contact.Tags, contact.Lists, contact.Consents), (read.Tags, read.Lists, read.Consents), EqualItems);
        Assert.Equal((contact.Zone, contact.Language, contact.CreatedAt, contact.UpdatedAt), (read.Zone, read.Language, read.CreatedAt, read.UpdatedAt));
    });

    [Fact]
    public void Names_keep_their_numbers_when_others_come()
    {
        var table = FieldTable.Empty.With(["city", "orders"]);
        var grown = table.With(["plan", "city", "plan"]);

        Assert.Equal(table.Find("orders"), grown.Find("orders"));
        Assert.Equal(["city", "orders", "plan"], grown.Names);
        Assert.Same(grown, grown.With(["plan"]));
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T09:30:00Z")]
    [InlineData("2026-03-01T09:30:00.123456Z")]
    public void A_date_reads_back_as_it_was_written(string text)
    {
        Assert.Equal(FieldType.Date, FieldValue.Of(text).Type);
        Assert.Equal(text, FieldValue.Of(text).ToString());
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-01T09:30:00")]
    [InlineData("2026-3-1")]
    [InlineData("1234-5678")]
    [InlineData("")]
    public void What_is_no_date_is_a_text(string text) => Assert.Equal(FieldType.Text, FieldValue.Of(text).Type);

    private static bool EqualItems(
        (IReadOnlyList<string> Tags, IReadOnlyList<string> Lists, IReadOnlyList<ContactConsent> Consents) one,
        (IReadOnlyList<string> Tags, IReadOnlyList<string> Lists, IReadOnlyList<ContactConsent> Consents) other) =>
        one.Tags.SequenceEqual(other.Tags) && one.Lists.SequenceEqual(other.Lists) && one.Consents.SequenceEqual(other.Consents);
}
