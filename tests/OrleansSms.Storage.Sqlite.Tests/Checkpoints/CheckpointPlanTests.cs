using OrleansSms.Storage.Sqlite.Checkpoints;

namespace OrleansSms.Storage.Sqlite.Tests.Checkpoints;

public sealed class CheckpointPlanTests
{
    private const int Bound = 1_000;

    private readonly CheckpointPlan _plan = new(Bound);

    [Fact]
    public void The_log_grows_to_its_bound_before_a_pass_begins()
    {
        Assert.Equal(CheckpointStep.None, _plan.Next(Bound - 1));
        Assert.Equal(CheckpointStep.Pass, _plan.Next(Bound));
    }

    [Fact]
    public void The_writer_moves_the_rest_only_when_it_is_little()
    {
        _plan.Next(Bound);
        _plan.Passed(Bound);
        Assert.Equal(CheckpointStep.Pass, _plan.Next(Bound + CheckpointPlan.MaxRest + 1));
        _plan.Passed(Bound + CheckpointPlan.MaxRest + 1);
        Assert.Equal(CheckpointStep.Finish, _plan.Next(Bound + (2 * CheckpointPlan.MaxRest)));
    }

    [Fact]
    public void A_log_that_begins_anew_grows_to_its_bound_again()
    {
        _plan.Next(Bound);
        _plan.Passed(Bound);
        Assert.Equal(CheckpointStep.Finish, _plan.Next(Bound));
        Assert.Equal(CheckpointStep.None, _plan.Next(5));
        Assert.Equal(CheckpointStep.None, _plan.Next(Bound - 1));
        Assert.Equal(CheckpointStep.Pass, _plan.Next(Bound));
    }

    [Fact]
    public void Passes_that_move_nothing_end_and_begin_again_after_as_many_pages()
    {
        var pages = Bound;
        for (var pass = 1; pass <= CheckpointPlan.MaxPasses; pass++)
        {
            Assert.Equal(CheckpointStep.Pass, _plan.Next(pages++));
            _plan.Passed(0);
        }

        Assert.Equal(CheckpointStep.Finish, _plan.Next(pages));
        Assert.Equal(CheckpointStep.None, _plan.Next(pages + Bound - 1));
        Assert.Equal(CheckpointStep.Pass, _plan.Next(pages + Bound));
    }
}
