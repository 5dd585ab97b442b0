using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Importing;

namespace OrleansSms.Domain.Tests.Importing;

public sealed class RowReaderTests
{
    private static readonly ImportConfig Config = new() { Id = "imp_1", Account = "acme", CreatedAt = 5, Tags = ["spring"] };

    [Fact]
    public void Columns_are_known_by_their_headers()
    {
        var contact = Read("Mobile;First Name;Time Zone;Locale;Tags;Orders;Zip;Born;Paid;Notes", "+44 7700 900123;Ann;Europe/London;en_GB;a|b;3;01234;1990-05-01;true;", Config);

        Assert.Equal("+447700900123", contact.Number.ToString());
        Assert.Equal(("Europe/London", "en-GB"), (contact.Zone, contact.Language));
        Assert.Equal(["spring", "a", "b"], contact.Tags);
        Assert.Equal(
            new Dictionary<string, FieldValue>
            {
                ["first_name"] = FieldValue.Of("Ann"),
                ["orders"] = FieldValue.Of(3),
                ["zip"] = FieldValue.OfText("01234"),
                ["born"] = FieldValue.Of("1990-05-01"),
                ["paid"] = FieldValue.Of(true),
            },
            contact.Fields);
    }

    [Fact]
    public void An_import_says_what_columns_are()
    {
        var config = Config with
        {
            Columns = new Dictionary<string, string> { ["A"] = "number", ["B"] = "zip:text", ["C"] = "likes:list", ["D"] = "-" },
            DefaultCountry = "GB",
        };

        var contact = Read("A;B;C;D;number", "07700 900123;12345;golf|chess;x;7", config);

        Assert.Equal("+447700900123", contact.Number.ToString());
        Assert.Equal(FieldValue.OfText("12345"), contact.Fields["zip"]);
        Assert.Equal(FieldValue.Of(["golf", "chess"]), contact.Fields["likes"]);
        Assert.Equal(2, contact.Fields.Count);
    }

    [Theory]
    [InlineData("yes", 5L)]
    [InlineData("2026-03-01T09:30:00Z", 1_772_357_400_000_000)]
    [InlineData("no", null)]
    [InlineData("", null)]
    public void A_consent_column_says_whether_and_when(string cell, long? at)
    {
        var contact = Read("number;consent", "+447700900123;" + cell, Config with { Consent = new ImportConsent("marketing", "Yes please", AllRows: false) });

        Assert.Equal(at is null ? [] : [new ContactConsent("marketing", "Yes please", "import", at.Value)], contact.Consents);
    }

    [Theory]
    [InlineData("", "there is no number", 0)]
    [InlineData("12", "not a number", 0)]
    [InlineData("+447700900123;Mars", "not a time zone", 1)]
    [InlineData("+447700900123;;german", "not a language", 2)]
    [InlineData("+447700900123;;;many", "not a number", 3)]
    [InlineData("+447700900123;;;;yesterday", "not a date", 4)]
    public void A_row_that_cannot_be_taken_says_which_column_and_why(string row, string reason, int column)
    {
        var config = Config with { Columns = new Dictionary<string, string> { ["orders"] = "orders:number", ["born"] = "born:date" } };
        var reader = new RowReader(Plan("number;zone;language;orders;born", config), config);
        var cells = row.Split(';');

        Assert.False(reader.TryRead(i => i < cells.Length ? cells[i] : "", out _, out var reject));
        Assert.StartsWith(reason, reject.Reason, StringComparison.Ordinal);
        Assert.Equal(column, reject.Column);
    }

    [Theory]
    [InlineData("name;city", "No column is the number")]
    [InlineData("phone;mobile", "Two columns are number")]
    [InlineData("number;name;Name", "Two columns are name")]
    public void A_file_that_cannot_be_read_says_what_is_missing(string headers, string error)
    {
        Assert.Null(ColumnPlan.Create(headers.Split(';'), Config, out var why));
        Assert.StartsWith(error, why, StringComparison.Ordinal);
    }

    private static ColumnPlan Plan(string headers, ImportConfig config)
    {
        var plan = ColumnPlan.Create(headers.Split(';'), config, out var error);
        Assert.True(plan is not null, error);
        return plan;
    }

    private static Contact Read(string headers, string row, ImportConfig config)
    {
        var cells = row.Split(';');
        Assert.True(new RowReader(Plan(headers, config), config).TryRead(i => cells[i], out var contact, out var reject), reject.Reason);
        return contact;
    }
}
