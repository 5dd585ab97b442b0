namespace OrleansSms.Storage.Sqlite.Checkpoints;

/// <summary>
/// When pages are moved from the write-ahead log into the database, pure. The log grows to its bound; then passes beside the writer move what there is, each shorter
/// than the one before, until the rest is so little that the writer moves it itself: only then can the log begin anew.
/// </summary>
/// <param name="bound">Pages in the log at which a pass begins.</param>
internal sealed class CheckpointPlan(int bound)
{
    /// <summary>Pages that the writer moves itself: a millisecond or two.</summary>
    public const int MaxRest = 128;

    /// <summary>When so many passes do not get near the end, writing is faster than moving, and the writer has to wait.</summary>
    public const int MaxPasses = 4;

    private int _pages;
    private int _moved;
    private int _passes;

    /// <summary>What is to be done after a commit while no pass goes on.</summary>
    /// <param name="pages">Pages in the log.</param>
    public CheckpointStep Next(int pages)
    {
        if (pages < _pages)
        {
            // The log has begun anew.
            (_moved, _passes) = (0, 0);
        }

        _pages = pages;
        var rest = pages - _moved;
        if (_passes == 0 ? rest < bound : rest <= MaxRest || _passes == MaxPasses)
        {
            return _passes == 0 ? CheckpointStep.None : Finish(pages);
        }

        _passes++;
        return CheckpointStep.Pass;
    }

    /// <summary>A pass has ended, with so many pages of the log in the database.</summary>
    public void Passed(int moved) => _moved = Math.Max(_moved, moved);

    private CheckpointStep Finish(int pages)
    {
        // Where that fails, or a reader still needs what the log holds, it grows by as much again before the next pass.
        (_moved, _passes) = (pages, 0);
        return CheckpointStep.Finish;
    }
}

/// <summary>What is done for the log now.</summary>
internal enum CheckpointStep
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Pages are moved beside the writer.</summary>
    Pass = 1,

    /// <summary>The writer moves the rest.</summary>
    Finish = 2,
}
