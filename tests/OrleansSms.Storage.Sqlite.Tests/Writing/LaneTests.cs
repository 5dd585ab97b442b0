using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Tests.Writing;

public sealed class LaneTests
{
    [Fact]
    public void A_commit_takes_sets_until_it_has_its_rows_and_splits_none()
    {
        var lane = new Lane(maxQueuedRows: 10_000, rowsPerCommit: 500);
        List<WriteJob<bool>> jobs = [Job(300), Job(400), Job(100), Job(1_000), Job(1)];
        jobs.ForEach(job => _ = lane.Add(job));

        Assert.Equal(jobs[..2], Take(lane));
        Assert.Equal(jobs[2..4], Take(lane));
        Assert.Equal(jobs[4..], Take(lane));
        Assert.True(lane.IsEmpty);
        Assert.Equal(0, lane.Rows);
    }

    [Fact]
    public void Sets_beyond_the_bound_wait_outside_in_their_order()
    {
        var lane = new Lane(maxQueuedRows: 10, rowsPerCommit: 10);
        var inside = lane.Add(Job(10));
        var second = Job(4);
        var third = Job(4);
        var (waiting, behind) = (lane.Add(second), lane.Add(third));
        Assert.Equal((true, false, false, 10), (inside.IsCompleted, waiting.IsCompleted, behind.IsCompleted, lane.Rows));

        Take(lane);

        Assert.True(waiting.IsCompleted && behind.IsCompleted);
        Assert.Equal([second, third], Take(lane));
    }

    [Fact]
    public async Task A_set_whose_caller_has_given_up_is_left_out()
    {
        var lane = new Lane(maxQueuedRows: 10, rowsPerCommit: 10);
        var (given, kept) = (Job(1), Job(1));
        _ = lane.Add(given);
        _ = lane.Add(kept);

        given.Cancel(new CancellationToken(canceled: true));

        Assert.Equal([kept], Take(lane));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.Done);
    }

    [Fact]
    public void A_set_that_is_being_written_can_no_longer_be_given_up()
    {
        var lane = new Lane(maxQueuedRows: 10, rowsPerCommit: 10);
        var job = Job(1);
        _ = lane.Add(job);
        Take(lane);

        job.Cancel(new CancellationToken(canceled: true));

        Assert.False(job.Done.IsCompleted);
    }

    private static WriteJob<bool> Job(int rows) => new(rows, _ => true);

    private static List<WriteJob> Take(Lane lane)
    {
        var commit = new List<WriteJob>();
        lane.Take(commit);
        return commit;
    }
}
