using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>
/// One lane of a bind: accounts and their campaigns take turns by deficit round-robin, counted in segments; within a share messages keep their order.
/// A message whose time has not come holds back its share only.
/// </summary>
public sealed class Lane
{
    /// <summary>Segments a share may send in one turn: small enough that a code of another account waits for a handful only.</summary>
    private const int Quantum = 8;

    private readonly Dictionary<string, Share> _shares = new(StringComparer.Ordinal);
    private readonly LinkedList<Share> _turns = new();

    /// <summary>Messages waiting.</summary>
    public int Count { get; private set; }

    /// <summary>When the oldest waiting message was accepted, in Unix microseconds; 0 when none waits.</summary>
    public long OldestAt
    {
        get
        {
            var oldest = 0L;
            foreach (var share in _turns)
            {
                var at = share.Next.Message.CreatedAt;
                oldest = oldest == 0 ? at : Math.Min(oldest, at);
            }

            return oldest;
        }
    }

    /// <summary>Messages of a share that wait, see <see cref="Message.Share"/>.</summary>
    public int CountOf(string name) => _shares.TryGetValue(name, out var share) ? share.Count : 0;

    /// <summary>Whether a share has a message whose time has come at <paramref name="now"/> (Unix microseconds).</summary>
    public bool IsReadyAt(long now) => _turns.Any(share => share.Next.Message.NotBefore <= now);

    /// <summary>Adds a message at its share's end.</summary>
    public void Enqueue(QueuedMessage message) => ShareOf(message).Messages.Enqueue(message);

    /// <summary>Puts a message back before its share's others; of several put back the oldest goes first.</summary>
    public void PutBack(QueuedMessage message) => ShareOf(message).Returned.Enqueue(message, message.Message.Id.Key);

    /// <summary>
    /// Takes the next message whose time has come at <paramref name="now"/> (Unix microseconds). When there is none,
    /// <paramref name="readyAt"/> says when there may be one (<see cref="long.MaxValue"/> = not before another is added).
    /// </summary>
    public QueuedMessage? Dequeue(long now, out long readyAt)
    {
        readyAt = long.MaxValue;
        for (var notYet = 0; notYet < _turns.Count;)
        {
            var share = _turns.First!.Value;
            var next = share.Next;
            if (next.Message.NotBefore > now)
            {
                readyAt = Math.Min(readyAt, next.Message.NotBefore);
                notYet++;
                PassTurn(share);
            }
            else if (!share.BeginTurn())
            {
                notYet = 0;
                PassTurn(share);
            }
            else
            {
                return Take(share, next);
            }
        }

        return null;
    }

    /// <summary>Takes out what <paramref name="wanted"/> names and adds it to <paramref name="taken"/>; what stays keeps its order.</summary>
    public void Extract(Predicate<QueuedMessage> wanted, List<QueuedMessage> taken)
    {
        for (var turn = _turns.First; turn is not null;)
        {
            var share = turn.Value;
            turn = turn.Next;
            var before = taken.Count;
            share.Extract(wanted, taken);
            Count -= taken.Count - before;
            if (share.IsEmpty)
            {
                Remove(share);
            }
        }
    }

    private Share ShareOf(QueuedMessage message)
    {
        ref var share = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_shares, message.Message.Share, out _);
        share ??= new Share(message.Message.Share);
        Count++;
        share.Turn ??= _turns.AddLast(share);
        return share;
    }

    private QueuedMessage Take(Share share, QueuedMessage next)
    {
        share.Take();
        Count--;
        share.Deficit -= next.Message.Segments;
        if (share.IsEmpty)
        {
            Remove(share);
        }
        else if (share.Deficit <= 0)
        {
            PassTurn(share);
        }

        return next;
    }

    private void Remove(Share share)
    {
        _turns.Remove(share.Turn!);
        _shares.Remove(share.Name);
    }

    private void PassTurn(Share share)
    {
        _turns.Remove(share.Turn!);
        _turns.AddLast(share.Turn!);
    }

    private sealed class Share(string name)
    {
        public string Name { get; } = name;

        public Queue<QueuedMessage> Messages { get; } = new();

        public PriorityQueue<QueuedMessage, long> Returned { get; } = new();

        public int Count => Messages.Count + Returned.Count;

        public bool IsEmpty => Count == 0;

        public QueuedMessage Next => Returned.Count > 0 ? Returned.Peek() : Messages.Peek();

        public int Deficit { get; set; } = Quantum;

        public LinkedListNode<Share>? Turn { get; set; }

        /// <summary>Whether the share may send in this turn. One that sent a long message lets turns pass until it has made up for it.</summary>
        public bool BeginTurn()
        {
            if (Deficit <= 0)
            {
                Deficit += Quantum;
            }

            return Deficit > 0;
        }

        public QueuedMessage Take() => Returned.Count > 0 ? Returned.Dequeue() : Messages.Dequeue();

        public void Extract(Predicate<QueuedMessage> wanted, List<QueuedMessage> taken)
        {
            for (var left = Messages.Count; left > 0; left--)
            {
                var message = Messages.Dequeue();
                if (wanted(message))
                {
                    taken.Add(message);
                }
                else
                {
                    Messages.Enqueue(message);
                }
            }

            Returned.Extract(wanted, taken);
        }
    }
}
