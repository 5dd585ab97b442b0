using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Contacts;

namespace OrleansSms.Storage.Contract.Contacts;

/// <summary>Contacts.</summary>
public abstract class ContactStoreContract : ContactSamples
{
    [Fact]
    public async Task A_contact_reads_as_it_was_written_by_id_and_by_number()
    {
        var change = new ContactChange(
            Number(1),
            new ContactPatch
            {
                Fields = new Dictionary<string, FieldValue>
                {
                    ["city"] = FieldValue.Of("Málaga"),
                    ["orders"] = FieldValue.Of(3.5),
                    ["born"] = FieldValue.Of("1990-05-01"),
                    ["paid"] = FieldValue.Of(true),
                    ["likes"] = FieldValue.Of(["golf", "⛷"]),
                },
                Zone = "Europe/Madrid",
                Language = "es",
                Tags = ["vip"],
                Lists = ["news"],
                Consent = new ContactConsent("marketing", "Yes, text me", "import", 7),
            },
            ContactMode.Add,
            new ContactId(new SortableId(5, ulong.MaxValue)),
            Now);

        Assert.Equal(ContactOutcome.Created, await Write(change));

        var contact = change.ApplyTo(null)!;
        foreach (var read in new[] { await Audience.Contacts.FindAsync(Account, contact.Id), Assert.Single(await Audience.Contacts.ReadAsync(Account, [Number(1), Number(2)])) })
        {
            Assert.Equal(contact.Fields, read!.Fields);
            Assert.Equal((contact.Id, contact.Number, contact.Zone, contact.Language), (read.Id, read.Number, read.Zone, read.Language));
            Assert.Equal((contact.Tags[0], contact.Lists[0], contact.Consents[0]), (read.Tags[0], read.Lists[0], read.Consents[0]));
        }

        Assert.Null(await Audience.Contacts.FindAsync(OtherAccount, contact.Id));
        Assert.Equal(["city", "orders", "born", "paid", "likes"], (await Audience.Contacts.ReadFieldsAsync(Account)).Names);
    }

    [Fact]
    public async Task A_number_is_one_contact_of_an_account()
    {
        Assert.Equal(ContactOutcome.Created, await Write(Change(1, ContactMode.Add, ("city", FieldValue.Of("Leeds")))));
        Assert.Equal(ContactOutcome.Exists, await Write(Change(1, ContactMode.Add, ("city", FieldValue.Of("York")))));
        Assert.Equal(ContactOutcome.Updated, await Write(Change(1, ContactMode.Merge, ("plan", FieldValue.Of("gold")))));
        Assert.Equal(ContactOutcome.NotFound, await Write(Change(2, ContactMode.Update)));
        Assert.Equal(ContactOutcome.Created, await Write(Change(1, ContactMode.Add), OtherAccount));

        var contact = Assert.Single(await Audience.Contacts.ReadAsync(Account, [Number(1)]));
        Assert.Equal([FieldValue.Of("Leeds"), FieldValue.Of("gold")], contact.Fields.OrderBy(it => it.Key).Select(it => it.Value));
        Assert.Equal(1, await Audience.Contacts.CountAsync(Account, Filter(""), Now));
    }

    [Fact]
    public async Task A_later_change_of_a_page_sees_the_earlier()
    {
        var outcomes = await Audience.Contacts.WriteAsync(
            Account, [Change(1, ContactMode.Merge, ("a", FieldValue.Of(1))), Change(1, ContactMode.Merge, ("b", FieldValue.Of(2)))]);

        Assert.Equal([ContactOutcome.Created, ContactOutcome.Updated], outcomes);
        Assert.Equal(2, Assert.Single(await Audience.Contacts.ReadAsync(Account, [Number(1)])).Fields.Count);
    }

    [Fact]
    public async Task Fields_are_bounded_and_what_does_not_fit_leaves_the_rest()
    {
        var many = Enumerable.Range(0, ContactLimits.MaxFields + 1).Select(i => ($"f{i}", FieldValue.Of(i))).ToArray();

        var outcomes = await Audience.Contacts.WriteAsync(Account, [Change(1, ContactMode.Merge, many), Change(2)]);

        Assert.Equal([ContactOutcome.TooManyFields, ContactOutcome.Created], outcomes);
        Assert.Empty((await Audience.Contacts.ReadFieldsAsync(Account)).Names);
    }

    [Fact]
    public async Task A_deleted_contact_is_gone_and_may_come_again()
    {
        var change = Change(1);
        await Write(change);

        Assert.False(await Audience.Contacts.DeleteAsync(OtherAccount, change.NewId));
        Assert.True(await Audience.Contacts.DeleteAsync(Account, change.NewId));
        Assert.False(await Audience.Contacts.DeleteAsync(Account, change.NewId));
        Assert.Equal(ContactOutcome.Created, await Write(Change(1)));
    }

    [Fact]
    public async Task A_list_gives_every_match_once_newest_first()
    {
        await Fill(20);
        await Fill(3, OtherAccount);

        var seen = new List<double>();
        string? cursor = null;
        do
        {
            ContactId? before = ContactId.TryParse(cursor, out var id) ? id : null;
            var page = await Audience.Contacts.ListAsync(Account, Filter("last > 5 and last != 9"), Now, before, 4);
            Assert.InRange(page.Items.Count, 0, 4);
            seen.AddRange(page.Items.Select(contact => contact.Fields["last"].Number));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(6, 15).Where(last => last != 9).Reverse().Select(last => (double)last), seen);
    }

    [Fact]
    public async Task Those_that_match_are_counted()
    {
        await Fill(20);
        await Fill(3, OtherAccount);

        Assert.Equal(20, await Audience.Contacts.CountAsync(Account, Filter(""), Now));
        Assert.Equal(5, await Audience.Contacts.CountAsync(Account, Filter("last <= 5"), Now));
        Assert.Equal(0, await Audience.Contacts.CountAsync("acc_none", Filter(""), Now));
        Assert.Equal(20, await Audience.Contacts.CountAsync(Account, Filter("number starts_with '+4477' and nobody is not set"), Now));
    }

    [Fact]
    public async Task A_checkpoint_is_written_with_its_rows_and_counts_them()
    {
        Assert.Null(await Audience.Contacts.ReadCheckpointAsync(Account, "imp_1"));
        await Write(Change(1));
        await Audience.Contacts.WriteAsync(
            Account, [Change(1), Change(2), Change(1, ContactMode.Add)], new ImportCheckpoint("imp_1", Number(2), Created: 10, Updated: 20, Skipped: 30));

        Assert.Equal(new ImportCheckpoint("imp_1", Number(2), 11, 21, 31), await Audience.Contacts.ReadCheckpointAsync(Account, "imp_1"));
    }
}
