namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// Lets readers look through memory and then through rows without missing what moves from one to the other meanwhile: a message that has been put
/// into its row leaves memory only when everybody who was looking at that time has finished. Nobody waits for anybody. Who began to look after that finds the row.
/// </summary>
internal sealed class Visits
{
    private readonly int[] _inside = new int[2];
    private int _period;

    /// <summary>Begins a visit; to be disposed of at its end.</summary>
    public Visit Enter()
    {
        while (true)
        {
            var period = Volatile.Read(ref _period);
            Interlocked.Increment(ref _inside[period]);
            if (Volatile.Read(ref _period) == period)
            {
                return new Visit(this, period);
            }

            // A new period began in between: this visit belongs to that one.
            Interlocked.Decrement(ref _inside[period]);
        }
    }

    /// <summary>Begins a new period unless visits of the last but one go on: those of the last may, so what is to leave waits for two. Writer only.</summary>
    public bool TryTurn()
    {
        var next = 1 - _period;
        if (Volatile.Read(ref _inside[next]) != 0)
        {
            return false;
        }

        Interlocked.Exchange(ref _period, next);
        return true;
    }

    /// <summary>A reader's look at memory and rows.</summary>
    public readonly struct Visit(Visits visits, int period) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref visits._inside[period]);
    }
}
