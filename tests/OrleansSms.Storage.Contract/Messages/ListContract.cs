namespace OrleansSms.Storage.Contract.Messages;

/// <summary>Lists, batches and inbound messages.</summary>
public abstract class ListContract : StoreContract
{
    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_and_end()
    {
        var written = await WriteMany(23);

        var read = await ReadAll(new MessageFilter { Account = Account, Limit = 5 });

        Assert.Equal(written.Select(message => message.Id).Reverse(), read.Select(record => record.Message.Id));
    }

    [Fact]
    public async Task A_full_last_page_says_that_it_is_the_last()
    {
        await WriteMany(4);

        var page = await Store.ListAsync(new MessageFilter { Limit = 4 });

        Assert.Equal((4, null), (page.Items.Count, page.Next));
    }

    [Fact]
    public async Task Each_filter_shows_what_it_says()
    {
        var first = New.Message();
        Time.Advance(TimeSpan.FromMinutes(10));
        var second = New.Message(OtherAccount, 4915112345678) with
        {
            From = "BANK",
            Category = MessageCategory.Authentication,
            ClientReference = "ref",
            Tags = ["one", "two"],
            Campaign = "cmp_one",
            Variant = 1,
        };
        await Commit(New.Queued(Bind, first), New.Queued(Bind, second));
        await Commit(New.Sent(second.Id));

        MessageFilter[] filters =
        [
            new() { Account = OtherAccount }, new() { To = second.To }, new() { From = "BANK" }, new() { Category = MessageCategory.Authentication },
            new() { ClientReference = "ref" }, new() { Campaign = "cmp_one" }, new() { Tag = "two" }, new() { Status = MessageStatus.Sent }, new() { CreatedFrom = second.CreatedAt },
        ];
        foreach (var filter in filters)
        {
            Assert.Equal(second.Id, Assert.Single((await Store.ListAsync(filter)).Items).Message.Id);
        }

        Assert.Equal(first.Id, Assert.Single((await Store.ListAsync(new MessageFilter { CreatedBefore = second.CreatedAt })).Items).Message.Id);
        Assert.Equal(first.Id, Assert.Single((await Store.ListAsync(new MessageFilter { Before = second.Id })).Items).Message.Id);
        Assert.Empty((await Store.ListAsync(new MessageFilter { Account = "acc_nobody" })).Items);
    }

    [Fact]
    public async Task A_rare_match_is_found_by_reading_on()
    {
        var written = await WriteMany(60);
        await Commit(New.Change(written[3].Id, MessageStatus.Failed));

        var read = await ReadAll(new MessageFilter { Status = MessageStatus.Failed, Limit = 2 });

        Assert.Equal(written[3].Id, Assert.Single(read).Message.Id);
    }

    [Fact]
    public async Task A_batch_counts_its_messages_by_status()
    {
        var id = New.BatchId();
        var messages = Enumerable.Range(0, 5).Select(_ => New.Message() with { Batch = id }).ToList();
        var other = New.Message();
        messages.Add(New.Message() with { Batch = id });
        var batch = new BatchRecord
        {
            Id = id,
            Account = Account,
            Accepted = 6,
            Rejected = 2,
            CreatedAt = New.Now,
            First = messages[0].Id,
            Last = messages[^1].Id,
        };
        await Commit(new ChangeSet { Batch = batch, NewMessages = [.. messages.Append(other).Select(message => New.Queued(Bind, message))] });
        await Commit(New.Sent(messages[0].Id), New.Change(messages[1].Id, MessageStatus.Canceled));

        var progress = await Store.ReadBatchAsync(id);

        Assert.Equal(batch, progress!.Batch);
        Assert.Equal((4, 1, 1), (progress.ByStatus[3], progress.ByStatus[5], progress.ByStatus[10]));
        Assert.Equal(6, progress.ByStatus.Sum());
        Assert.Equal(6, (await ReadAll(new MessageFilter { Batch = id, Limit = 4 })).Count);
        Assert.Null(await Store.ReadBatchAsync(New.BatchId()));
    }

    [Fact]
    public async Task A_persons_messages_are_found_among_many_others_page_by_page()
    {
        var mine = new List<Message>();
        for (var page = 0; page < 4; page++)
        {
            NewMessage[] all = [.. Enumerable.Range(0, 30).Select(i => New.Queued(Bind, New.Message(to: 447700900200 + i)))];
            await Commit(all);
            await Commit([.. all.Select(row => New.Change(row.Message.Id, MessageStatus.Failed))]);
            mine.Add(all[7].Message);
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Commit(New.Queued(Bind, New.Message(OtherAccount, mine[0].To.Digits)));
        var filter = new MessageFilter { Account = Account, To = mine[0].To, Limit = 3 };

        Assert.Equal(mine.Select(static message => message.Id).Reverse(), (await ReadAll(filter)).Select(static record => record.Message.Id));
        Assert.Equal(mine[1].Id, Assert.Single((await ReadAll(filter with { Before = mine[2].Id, CreatedFrom = mine[1].CreatedAt })).ToList()).Message.Id);
        Assert.Empty(await ReadAll(filter with { Status = MessageStatus.Sent }));
    }

    [Fact]
    public async Task Inbound_messages_are_listed_by_account_newest_first()
    {
        var mine = Enumerable.Range(0, 3).Select(_ => New.Inbound()).ToList();
        await Commit(new ChangeSet { Inbound = [.. mine, New.Inbound(OtherAccount)] });

        var page = await Store.ListInboundAsync(Account, null, 2);
        Assert.Equal([mine[2], mine[1]], page.Items);
        Assert.True(MessageId.TryParse(page.Next, out var next));
        page = await Store.ListInboundAsync(Account, next, 2);
        Assert.Equal([mine[0]], page.Items);
        Assert.Null(page.Next);
        Assert.Equal(4, (await Store.ListInboundAsync(null, null, 10)).Items.Count);
        var of = await Store.ListInboundOfAsync(Account, new Msisdn(447700900123), null, 2);
        Assert.True(MessageId.TryParse(of.Next, out next));
        of = await Store.ListInboundOfAsync(Account, new Msisdn(447700900123), next, 2);
        Assert.Single(of.Items);
        Assert.Empty((await Store.ListInboundOfAsync(Account, new Msisdn(447700900124), null, 2)).Items);
    }

    [Fact]
    public async Task Parts_wait_until_they_have_become_a_message()
    {
        var (first, second) = (New.Part(), New.Part(number: 2));
        await Commit(new ChangeSet { NewParts = [first, second, New.Part("south")] });
        AssertSame([first, second], await Store.ReadPartsAsync(Carrier));

        await Commit(new ChangeSet { DoneParts = [first.Id], Inbound = [New.Inbound()] });

        AssertSame([second], await Store.ReadPartsAsync(Carrier));
    }

    private static readonly byte[] NoOctets = [];

    /// <summary>Parts hold octets, which records compare by reference.</summary>
    private static void AssertSame(IReadOnlyList<InboundPart> expected, IReadOnlyList<InboundPart> actual)
    {
        Assert.Equal(expected.Select(part => part.Body), actual.Select(part => part.Body));
        Assert.Equal(expected.Select(part => part with { Body = NoOctets }), actual.Select(part => part with { Body = NoOctets }));
    }

    private async Task<List<Message>> WriteMany(int count)
    {
        var messages = Enumerable.Range(0, count).Select(_ => New.Message()).ToList();
        await Commit([.. messages.Select(message => New.Queued(Bind, message))]);
        return messages;
    }

    private async Task<List<MessageRecord>> ReadAll(MessageFilter filter)
    {
        var all = new List<MessageRecord>();
        while (true)
        {
            var page = await Store.ListAsync(filter);
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return all;
            }

            Assert.True(MessageId.TryParse(page.Next, out var next));
            filter = filter with { Before = next };
        }
    }
}
