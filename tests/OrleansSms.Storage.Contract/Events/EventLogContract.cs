namespace OrleansSms.Storage.Contract.Events;

/// <summary>The event log.</summary>
public abstract class EventLogContract : StoreContract
{
    private IEventLog Log => Stores.Events;

    [Fact]
    public async Task A_message_tells_its_life_in_order()
    {
        var message = await Queued(segments: 2);
        await Commit(New.Sent(message.Id, 0b01));
        await Commit(New.Change(message.Id, MessageStatus.Queued) with { Attempts = 1 });
        await Commit(New.Sent(message.Id, 0b10));
        await Commit(New.Change(message.Id, MessageStatus.Undelivered) with { Reason = "absent", Error = "027" });
        await Commit(New.Delivered(message.Id, 0b11));

        var events = await Log.ReadAsync(Account, null, 100);

        Assert.Equal(
            [EventType.MessageAccepted, EventType.MessageQueued, EventType.MessageSent, EventType.MessageUndelivered],
            events.Select(entry => entry.Type));
        Assert.All(events, entry => Assert.Equal(message.Id, entry.Message));
        Assert.Equal(("absent", "027", New.Now), (events[^1].Reason, events[^1].Error, events[^1].At));
    }

    [Fact]
    public async Task Events_without_a_status_change_are_logged_as_they_are()
    {
        var stop = New.Inbound();
        var received = new LoggedEvent { Type = EventType.MessageReceived, At = 5, Message = stop.Id };
        var optedOut = new LoggedEvent { Type = EventType.ContactOptedOut, At = 4, Subject = "+447700900123", Reason = "keyword", Error = "" };
        await Commit(new ChangeSet { Inbound = [stop], Events = [(Account, received), (OtherAccount, optedOut), (Account, optedOut)] });

        var events = await Log.ReadAsync(Account, null, 100);

        Assert.Equal([received, optedOut], events.Select(entry => entry with { Id = default }));
        Assert.Single(await Log.ReadAsync(OtherAccount, null, 100));
    }

    [Fact]
    public async Task Ids_grow_even_when_the_clock_steps_back()
    {
        await Queued();
        var before = Time.GetUtcNow();
        Time.AdjustTime(before - TimeSpan.FromHours(1));
        await Queued();
        await Queued();

        var ids = (await Log.ReadAsync(Account, null, 100)).Select(entry => entry.Id).ToList();

        Assert.Equal(6, ids.Distinct().Count());
        Assert.Equal(ids.Select(id => id.ToString()).Order(StringComparer.Ordinal), ids.Select(id => id.ToString()));
    }

    [Fact]
    public async Task Reading_on_behind_any_event_misses_none_and_repeats_none()
    {
        for (var i = 0; i < 4; i++)
        {
            await Commit(New.Queued(Bind), New.Queued(Bind), New.Queued(Bind));
        }

        var all = await Log.ReadAsync(Account, null, 100);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(all.Skip(i + 1).Take(5), await Log.ReadAsync(Account, all[i].Id, 5));
        }

        Assert.Equal(24, all.Count);
        Assert.Equal(all[^1].Id, await Log.LastAsync(Account));
        Assert.True(EventId.TryParse(all[7].Id.ToString(), out var parsed));
        Assert.Equal(all[8], (await Log.ReadAsync(Account, parsed, 1))[0]);
    }

    [Fact]
    public async Task Records_show_messages_as_they_stand_now()
    {
        var message = await Queued();
        var stop = New.Inbound();
        var received = new LoggedEvent { Type = EventType.MessageReceived, At = 5, Message = stop.Id };
        await Commit(new ChangeSet { Changes = [New.Sent(message.Id)], Inbound = [stop], Events = [(Account, received)] });

        var records = await Log.ReadRecordsAsync(Account, null, 100);

        Assert.Equal(4, records.Count);
        Assert.Equal(MessageStatus.Sent, records[0].Message!.Status);
        Assert.Equal(stop, records.Single(record => record.Event.Type == EventType.MessageReceived).Inbound);
    }

    [Fact]
    public async Task An_event_of_a_type_that_only_a_newer_version_knows_keeps_its_place_and_all_that_it_says()
    {
        const EventType Newer = (EventType)byte.MaxValue;
        var message = await Queued();
        var text = New.Inbound();
        LoggedEvent ofMessage = new() { Type = Newer, At = 5, Message = message.Id, Reason = "why", Error = "what" };
        LoggedEvent ofText = new() { Type = Newer, At = 6, Message = text.Id };
        LoggedEvent ofOther = new() { Type = Newer, At = 7, Subject = "thing" };
        await Commit(new ChangeSet { Inbound = [text], Events = [(Account, ofMessage), (Account, ofText), (Account, ofOther)] });
        await Commit(New.Sent(message.Id));

        var records = await Log.ReadRecordsAsync(Account, (await Log.ReadAsync(Account, null, 2))[^1].Id, 100);

        Assert.Equal([ofMessage, ofText, ofOther], records.Take(3).Select(record => record.Event with { Id = default }));
        Assert.Equal((message.Id, text), (records[0].Message!.Message.Id, records[1].Inbound));
        Assert.Equal([EventType.MessageSent], records.Skip(3).Select(record => record.Event.Type));
        Assert.Equal(records[3].Event, Assert.Single(await Log.ReadAsync(Account, records[2].Event.Id, 100)));
    }

    [Fact]
    public async Task An_account_without_events_has_none()
    {
        await Queued();

        Assert.Empty(await Log.ReadAsync(OtherAccount, null, 10));
        Assert.Null(await Log.LastAsync(OtherAccount));
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_there_is_something_to_read()
    {
        await Queued();
        var first = (await Log.ReadAsync(Account, null, 1))[0].Id;

        await Log.WaitAsync(Account, null);
        await Log.WaitAsync(Account, first);
    }

    [Fact]
    public async Task Waiting_ends_when_the_account_has_a_new_event_and_not_before()
    {
        await Queued();
        var waiting = Log.WaitAsync(Account, await Log.LastAsync(Account));
        var never = Log.WaitAsync("acc_quiet", null);

        await Commit(New.Queued(Bind, New.Message(OtherAccount)));
        Assert.False(waiting.IsCompleted);
        await Queued();

        await waiting;
        Assert.False(never.IsCompleted);
    }

    [Fact]
    public async Task Who_waits_and_reads_in_turn_sees_every_event()
    {
        const int Messages = 300;
        var seen = 0;
        async Task Follow()
        {
            EventId? cursor = null;
            while (seen < Messages * 2)
            {
                await Log.WaitAsync(Account, cursor);
                var events = await Log.ReadAsync(Account, cursor, 50);
                seen += events.Count;
                cursor = events.Count > 0 ? events[^1].Id : cursor;
            }
        }

        var following = Follow();
        for (var i = 0; i < Messages; i++)
        {
            await Queued();
        }

        await following;
        Assert.Equal(Messages * 2, seen);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var stop = new CancellationTokenSource();
        var waiting = Log.WaitAsync(Account, null, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Old_events_are_forgotten_and_cursors_go_on()
    {
        await Queued();
        var old = await Log.LastAsync(Account);
        Time.Advance(Retention.Default.Events + TimeSpan.FromSeconds(1));
        while (await Stores.Maintenance.PruneAsync(New.Now, Retention.Default))
        {
        }

        Assert.Empty(await Log.ReadAsync(Account, null, 10));
        await Queued();
        Assert.Equal(2, (await Log.ReadAsync(Account, old, 10)).Count);
    }
}
