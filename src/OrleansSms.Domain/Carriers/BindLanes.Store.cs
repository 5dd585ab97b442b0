using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <content>How lanes and the store meet: pages that are fetched, and looks at what the store holds.</content>
public sealed partial class BindLanes
{
    /// <summary>What of a lane is still in the store.</summary>
    public LaneSpill Spill(MessageCategory lane) => _spills[(int)lane];

    /// <summary>Messages of a lane that are fetched ahead: what the fastest bind sends while a page is read. What is fetched early only fills memory.</summary>
    private const int AheadMessages = 10_000;

    /// <summary>Whether the lane should be filled from the store: something is there, and memory is half empty or holds too little to wait longer.</summary>
    public bool WantsPage(MessageCategory lane) => _spills[(int)lane].IsSpilled && Held((int)lane) <= Math.Min(capacity / 2, AheadMessages);

    /// <summary>Most messages that a page may hold, so that a lane which wants one has room for it.</summary>
    public int PageCapacity => Math.Max(1, capacity - (capacity / 2));

    /// <summary>A page is about to be read from the store. Until it is added, messages that are done stay known: the page may show them as they were.</summary>
    public void BeginPage(MessageCategory lane)
    {
        BeginLook();
        _spills[(int)lane].Fetching();
    }

    /// <summary>Reading the page failed.</summary>
    public void AbandonPage() => EndLook();

    /// <summary>Adds what was read from the store.</summary>
    public void AddPage(MessageCategory lane, IReadOnlyList<QueuedMessage> page, bool isLast)
    {
        foreach (var message in page)
        {
            if (!_places.ContainsKey(message.Message.Id) && !PassesOver(message))
            {
                Admit(message);
                _fetched.Add(message.Message.Id);
            }
        }

        _spills[(int)lane].Fetched(page.Count == 0 ? null : page[^1].Message.Id, isLast);
        EndLook();
    }

    /// <summary>The store is about to be looked at, not to fetch from it. Until the look ends, messages that are done stay known, as with a page.</summary>
    public void BeginLook() => _reads++;

    /// <summary>The look has ended.</summary>
    public void EndLook()
    {
        if (--_reads > 0)
        {
            return;
        }

        foreach (var message in _doneMeanwhile)
        {
            if (_places.GetValueOrDefault(message) == Place.Left)
            {
                _places.Remove(message);
            }
        }

        _doneMeanwhile.Clear();
    }

    /// <summary>Whether the message is here, or was until a moment ago.</summary>
    public bool Knows(MessageId message) => _places.TryGetValue(message, out var place) && place != Place.Left;

    /// <summary>
    /// During a look: whether the message, which the store shows as queued, is one that this bind never heard of. One that is done is not: the store may show it as it was.
    /// </summary>
    public bool IsStranger(MessageId message) => !_places.ContainsKey(message);

    /// <summary>Takes a stranger, as <see cref="Take"/> takes a message from its lane. <see cref="Done"/> or <see cref="Leave"/> must follow.</summary>
    public void Seize(MessageId message) => _places[message] = Place.Seized;

    /// <summary>Adds a message that the store holds and that would never have been fetched.</summary>
    public void AddLost(QueuedMessage message)
    {
        var lane = (int)message.Message.Category;
        if (_places.ContainsKey(message.Message.Id) || PassesOver(message))
        {
            return;
        }

        if (Held(lane) >= capacity)
        {
            _spills[lane].Refuse(message.Message);
            return;
        }

        Admit(message);
        _fetched.Add(message.Message.Id);
    }
}
