using Azure;

namespace OrleansSms.Storage.Azure.Messages;

/// <summary>A message in memory. Changed under the lock of the state it belongs to; readers without it take <see cref="State"/>.</summary>
internal sealed class HeldMessage
{
    private HeldState _state;

    public HeldMessage(HeldState state)
    {
        _state = state;
        Place = new LinkedListNode<HeldMessage>(this);
    }

    public MessageId Id => State.Record.Message.Id;

    /// <summary>Where it stands by what is durable.</summary>
    public HeldState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    /// <summary>Version of its row; null = it has none, as far as is known.</summary>
    public ETag? Row { get; set; }

    /// <summary>Position of the last journal entry that its row holds; 0 = it has no row.</summary>
    public long RowPosition { get; set; }

    /// <summary>Whether a row says that it is under way, for the next owner to find it.</summary>
    public bool HasWaitingRow { get; set; }

    /// <summary>Position of the last journal entry about it.</summary>
    public long Position { get; set; }

    /// <summary>Position of the first journal entry that its row does not hold, while it has a place among the unsealed.</summary>
    public long UnsealedFrom { get; set; }

    /// <summary>Its place among the unsealed, or among those that may leave memory.</summary>
    public LinkedListNode<HeldMessage> Place { get; }

    /// <summary>Timestamp of when it got its place.</summary>
    public long PlacedAt { get; set; }

    /// <summary>Calls that have it in hand: it does not leave memory.</summary>
    public int Pins { get; set; }

    /// <summary>Receipts that it opened or closed since its row was written.</summary>
    public List<ReceiptWord> Receipts { get; } = [];

    public bool IsUnsealed => RowPosition < Position;
}
