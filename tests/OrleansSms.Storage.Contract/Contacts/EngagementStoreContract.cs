using OrleansSms.Domain.Contacts;

namespace OrleansSms.Storage.Contract.Contacts;

/// <summary>How messages have fared.</summary>
public abstract class EngagementStoreContract : ContactSamples
{
    [Fact]
    public async Task What_happened_adds_up_and_times_are_the_latest()
    {
        var cursor = new EventId(5, 6, 7);
        await Add(new Engagement { Sent = 2, LastSentAt = 50, Replied = 1, LastRepliedAt = 9 }, new EventId(1, 2, 3));
        await Add(new Engagement { Sent = 1, LastSentAt = 40, Delivered = 3, LastDeliveredAt = 60 }, cursor);

        var read = await Audience.Engagement.ReadAsync(Account, [Number(1), Number(2)]);

        Assert.Equal(
            new Engagement { Sent = 3, LastSentAt = 50, Replied = 1, LastRepliedAt = 9, Delivered = 3, LastDeliveredAt = 60 }, Assert.Single(read).Value);
        Assert.Equal(cursor, await Audience.Engagement.ReadCursorAsync(Account));
        Assert.Null(await Audience.Engagement.ReadCursorAsync(OtherAccount));
        Assert.Empty(await Audience.Engagement.ReadAsync(OtherAccount, [Number(1)]));
    }

    [Fact]
    public async Task Filters_ask_for_it()
    {
        await Fill(3);
        await Add(new Engagement { Sent = 2, LastSentAt = Now }, new EventId(1, 2, 3));

        Assert.Equal(1, await Audience.Contacts.CountAsync(Account, Filter("sent >= 2"), Now));
        Assert.Equal(2, await Audience.Contacts.CountAsync(Account, Filter("not last_sent_at > ago(1d)"), Now));
        var page = await Audience.Contacts.ListAsync(Account, Filter("last_sent_at is set"), Now, null, 10);
        Assert.Equal(Number(1), Assert.Single(page.Items).Number);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_number_that_is_forgotten_has_none_any_more_and_others_have_theirs(int additions)
    {
        var sent = new Engagement { Sent = 1, LastSentAt = 7 };
        for (var i = 1; i <= additions; i++)
        {
            await Audience.Engagement.AddAsync(Account, new Dictionary<Msisdn, Engagement> { [Number(1)] = sent, [Number(2)] = sent }, new EventId(i, i, 0));
        }

        await Audience.Engagement.ForgetAsync(Account, Number(1));
        await Audience.Engagement.ForgetAsync(Account, Number(1));
        await Audience.Engagement.ForgetAsync(OtherAccount, Number(2));

        Assert.Equal([(Number(2), additions)], (await Audience.Engagement.ReadAsync(Account, [Number(1), Number(2)])).Select(static pair => (pair.Key, (int)pair.Value.Sent)));
        await Add(sent, new EventId(additions + 1, 1, 0));
        Assert.Equal(1, Assert.Single(await Audience.Engagement.ReadAsync(Account, [Number(1)])).Value.Sent);
    }

    private Task Add(Engagement engagement, EventId cursor) =>
        Audience.Engagement.AddAsync(Account, new Dictionary<Msisdn, Engagement> { [Number(1)] = engagement }, cursor);
}
