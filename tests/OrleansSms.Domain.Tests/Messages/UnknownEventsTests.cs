using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Messages;

public sealed class UnknownEventsTests
{
    private static readonly DateTimeOffset WrittenAt = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly long JustBefore = UnixMicros.From(WrittenAt + UnknownEvents.AwaitedFor) - 1;

    [Fact]
    public void Every_type_of_this_version_is_known_and_has_a_name_of_its_own()
    {
        var types = Enum.GetValues<EventType>().Where(static type => type != EventType.None).ToList();

        Assert.All(types, static type => Assert.True(type.IsKnown()));
        Assert.All(types, static type => Assert.Equal((true, type), (EventTypes.TryParse(type.Name(), out var parsed), parsed)));
        Assert.Equal(types.Count, EventTypes.All.Distinct().Count());
        Assert.False((types.Max() + 1).IsKnown());
    }

    [Fact]
    public void A_page_ends_before_an_event_that_somebody_else_is_awaited_for()
    {
        IReadOnlyList<LoggedEvent> page = [Of(EventType.MessageSent, 1), Of(EventType.LinkClicked, 2), Of((EventType)200, 3), Of(EventType.MessageSent, 4)];

        Assert.Equal(page.Take(2), page.Readable(JustBefore));
        Assert.Same(page, page.Readable(JustBefore + 1));
        Assert.Empty(page.Skip(2).ToList().Readable(JustBefore));
    }

    [Fact]
    public void A_page_without_such_is_read_as_it_is()
    {
        IReadOnlyList<EventRecord> page = [new(Of(EventType.MessageSent, 1), null, null), new(Of(EventType.ImportFinished, 2), null, null)];

        Assert.Same(page, page.Readable(JustBefore));
    }

    private static LoggedEvent Of(EventType type, long position) => new() { Id = new EventId(WrittenAt.ToUnixTimeMilliseconds(), position, 0), Type = type, At = 0 };
}
