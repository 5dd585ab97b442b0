using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Domain.Tests.Contacts;

public sealed class ContactPatchTests
{
    private static readonly Contact Ann = new()
    {
        Id = new ContactId(new SortableId(1, 2)),
        Number = new Msisdn(447700900123),
        Fields = new Dictionary<string, FieldValue> { ["city"] = FieldValue.Of("Leeds"), ["orders"] = FieldValue.Of(3) },
        Zone = "Europe/London",
        Tags = ["vip"],
        CreatedAt = 5,
        UpdatedAt = 5,
    };

    [Fact]
    public void What_is_absent_stays()
    {
        var after = new ContactPatch { Fields = new Dictionary<string, FieldValue> { ["orders"] = FieldValue.Of(4) } }.ApplyTo(Ann, 9);

        Assert.Equal(FieldValue.Of("Leeds"), after.Fields["city"]);
        Assert.Equal(FieldValue.Of(4), after.Fields["orders"]);
        Assert.Equal("Europe/London", after.Zone);
        Assert.Equal((5, 9), (after.CreatedAt, after.UpdatedAt));
    }

    [Fact]
    public void A_field_and_a_zone_can_be_removed()
    {
        var after = new ContactPatch { Fields = new Dictionary<string, FieldValue> { ["city"] = default }, Zone = "" }.ApplyTo(Ann, 9);

        Assert.Equal("orders", Assert.Single(after.Fields).Key);
        Assert.Null(after.Zone);
    }

    [Fact]
    public void Tags_are_added_once() =>
        Assert.Equal(["vip", "new"], new ContactPatch { AddTags = ["new", "vip"] }.ApplyTo(Ann, 9).Tags);

    [Fact]
    public void The_same_consent_is_kept_once_and_the_oldest_give_way()
    {
        var consents = Enumerable.Range(0, 25).Select(at => new ContactConsent("marketing", "Yes", "import", at)).ToList();
        var after = consents.Append(consents[^1]).Aggregate(Ann, (contact, consent) => new ContactPatch { Consent = consent }.ApplyTo(contact, 9));

        Assert.Equal(consents.Skip(5), after.Consents);
    }

    [Theory]
    [InlineData(ContactMode.Add, false, true)]
    [InlineData(ContactMode.Merge, true, true)]
    [InlineData(ContactMode.Update, true, false)]
    public void A_mode_says_whether_a_contact_is_changed_and_made(ContactMode mode, bool changes, bool makes)
    {
        var change = new ContactChange(Ann.Number, new ContactPatch { Language = "de" }, mode, Ann.Id, 9);

        Assert.Equal(changes, change.ApplyTo(Ann) is not null);
        Assert.Equal(makes, change.ApplyTo(null) is not null);
    }
}
