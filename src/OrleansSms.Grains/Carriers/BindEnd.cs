namespace OrleansSms.Grains.Carriers;

/// <summary>
/// How a bind ends before its time: it lost its epoch, or something went wrong that nobody foresaw. It sends nothing from then on, and its grain is made
/// anew from what is durable.
/// </summary>
internal sealed partial class BindEnd(BindKey bind, ILogger logger, Action stop)
{
    /// <summary>Whether it has.</summary>
    public bool HasCome { get; private set; }

    /// <summary>Another activation has claimed the bind.</summary>
    public void EpochLost()
    {
        LogEpochLost(logger, bind);
        Come();
    }

    /// <summary>Watches work that nobody waits for: its failure is the bind's.</summary>
    public async Task On(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The bind is being stopped already.
        }
        catch (Exception e)
        {
            Broken(e);
        }
    }

    /// <summary>Something went wrong that nobody foresaw.</summary>
    public void Broken(Exception exception)
    {
        LogBroken(logger, bind, exception);
        Come();
    }

    private void Come()
    {
        if (!HasCome)
        {
            HasCome = true;
            stop();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Bind} is owned by another silo now; this one stops")]
    private static partial void LogEpochLost(ILogger logger, BindKey bind);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Bind} cannot go on and starts anew from the store")]
    private static partial void LogBroken(ILogger logger, BindKey bind, Exception exception);
}
