namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// A message that is held in memory: what has happened to it lately stands in the journal, and its row is missing or behind. Only the writer changes
/// it; readers take <see cref="Published"/>.
/// </summary>
internal sealed class RecentMessage
{
    private Message _message;
    private RecentState? _published;
    private long _nextCounted;

    public RecentMessage(Message message, int account, RecentState state)
    {
        (_message, Account, State) = (message, account, state);
        CountedChain = message.CountsTowardsCap ? RecentCounted.ChainOf(message.To, account) : -1;
        Place = new LinkedListNode<RecentMessage>(this);
    }

    public Message Message => Volatile.Read(ref _message);

    /// <summary>What is left of it once the commit under way is durable; null = it is not being erased.</summary>
    public Message? Erased { get; set; }

    public long Key => Message.Id.Key;

    /// <summary>Number of its account.</summary>
    public int Account { get; }

    /// <summary>Where it stands by what is durable; null while no commit holds it.</summary>
    public RecentState? Published => Volatile.Read(ref _published);

    /// <summary>Where it stands with what the commit under way adds.</summary>
    public RecentState State { get; set; }

    /// <summary>Whether it has a row, behind as that may be.</summary>
    public bool HasRow { get; set; }

    /// <summary>Its place among those whose row is missing or behind; in no list when its row holds all.</summary>
    public LinkedListNode<RecentMessage> Place { get; }

    /// <summary>Its chain of <see cref="RecentCounted"/>; -1 = it stands in none. Known before the writer has it, who need not look at the message for it.</summary>
    public int CountedChain { get; }

    /// <summary>Key of the next in its chain of <see cref="RecentCounted"/>.</summary>
    public long NextCounted
    {
        get => Volatile.Read(ref _nextCounted);
        set => Volatile.Write(ref _nextCounted, value);
    }

    /// <summary>Its place in its <see cref="Bucket"/>.</summary>
    public int Slot { get; set; }

    /// <summary>Position of the first journal row that its own row does not hold, while it has a place.</summary>
    public long Position { get; set; }

    /// <summary>Timestamp of when it got its place.</summary>
    public long EnteredAt { get; set; }

    /// <summary>Whether the commit under way changes it.</summary>
    public bool IsStaged { get; set; }

    /// <summary>Whether it stands among those that have ended and wait for their row.</summary>
    public bool IsFinishing { get; set; }

    /// <summary>Whether the commit under way puts it into its row.</summary>
    public bool IsSealing { get; set; }

    /// <summary>Whether the commit under way has changed it after it was put into its row.</summary>
    public bool IsOvertaken { get; set; }

    /// <summary>How often it has been put into its row: tells whether what was to follow one time has been overtaken by another.</summary>
    public int Rests { get; private set; }

    /// <summary>The receipts that it opened or closed since it was last put into its row.</summary>
    public List<RecentReceipt>? Receipts { get; set; }

    /// <summary>Makes readers see <see cref="State"/>.</summary>
    public void Publish() => Volatile.Write(ref _published, State);

    /// <summary>Text and number are gone from memory, too.</summary>
    public void Erase()
    {
        Volatile.Write(ref _message, Erased!);
        Erased = null;
        Publish();
    }

    /// <summary>Its row holds it as it was before its last change.</summary>
    public void Overtaken()
    {
        HasRow = true;
        IsSealing = false;
        IsOvertaken = false;
    }

    /// <summary>Its row holds all of it.</summary>
    public void Sealed()
    {
        HasRow = true;
        IsFinishing = false;
        IsSealing = false;
        Rests++;
    }
}
