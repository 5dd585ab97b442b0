using OrleansSms.Domain.Ids;

namespace OrleansSms.Domain.Tests.Ids;

public sealed class EventIdTests
{
    [Theory]
    [InlineData(7, 3, 7, 2)]
    [InlineData(7, 0, 6, EventId.MaxIndex)]
    public void The_place_before_an_event_is_where_reading_begins_with_it(long position, int index, long expectedPosition, int expectedIndex)
    {
        var id = new EventId(5, position, index);

        Assert.Equal(new EventId(5, expectedPosition, expectedIndex), id.Before);
        Assert.True(id.Before < id);
    }

    [Fact]
    public void Events_are_ordered_by_commit_and_then_within_it()
    {
        Assert.True(new EventId(1, 1, 9) < new EventId(1, 2, 0));
        Assert.True(new EventId(1, 2, 1) > new EventId(1, 2, 0));
    }
}
