using System.Numerics;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>
/// The requests that wait for a response. A ring with a slot per sequence number modulo its size: sequence numbers are given out
/// in order, so slots meet only around one that stays unanswered, and its number is then skipped. Thread-safe; times are arguments.
/// </summary>
internal sealed class Window
{
    public const uint MaxSequence = 0x7FFFFFFF;
    public const int MaxSize = 16_384;
    private const uint ResponseBit = 0x80000000;

    private readonly Lock _gate = new();
    private Slot[] _slots = [];
    private uint _mask;
    private uint _next;
    private int _outstanding;
    private bool _closed;

    public Window(int size, uint firstSequence = 1)
    {
        _next = firstSequence;
        Resize(size);
    }

    public int Size { get; private set; }

    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>Sets how many may wait; only before the first is added.</summary>
    public void Resize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        lock (_gate)
        {
            Size = size;

            // Twice as many slots as the window keeps skipping rare.
            _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)size * 2)];
            _mask = (uint)_slots.Length - 1;
        }
    }

    /// <summary>Takes a slot and a sequence number; false when the window is full or closed.</summary>
    public bool TryAdd(CommandId request, long token, long now, out uint sequence)
    {
        lock (_gate)
        {
            sequence = 0;
            if (_closed || _outstanding >= Size)
            {
                return false;
            }

            do
            {
                sequence = TakeSequence();
            }
            while (_slots[sequence & _mask].Sequence != 0);

            _slots[sequence & _mask] = new Slot(sequence, request, token, now);
            _outstanding++;
            return true;
        }
    }

    /// <summary>A sequence number for a request that needs no slot: those of the session itself.</summary>
    public uint NextSequence()
    {
        lock (_gate)
        {
            return TakeSequence();
        }
    }

    /// <summary>Gives a slot back because nothing was sent after all.</summary>
    public void Cancel(uint sequence)
    {
        lock (_gate)
        {
            ref var slot = ref _slots[sequence & _mask];
            if (slot.Sequence == sequence)
            {
                Free(ref slot);
            }
        }
    }

    /// <summary>Matches a response; a generic_nack matches any request.</summary>
    public WindowMatch Complete(uint sequence, CommandId response, out long token)
    {
        lock (_gate)
        {
            ref var slot = ref _slots[sequence & _mask];
            token = slot.Token;
            if (sequence == 0 || slot.Sequence != sequence)
            {
                return WindowMatch.Unmatched;
            }

            if (response != CommandId.GenericNack && (uint)response != ((uint)slot.Request | ResponseBit))
            {
                return WindowMatch.WrongType;
            }

            Free(ref slot);
            return WindowMatch.Matched;
        }
    }

    /// <summary>Frees what has waited too long and adds its timeouts to <paramref name="events"/>.</summary>
    /// <param name="sentBefore">Requests sent then or earlier have timed out.</param>
    /// <param name="submitsSentBefore">The same for submit_sm, submit_multi and data_sm.</param>
    public void Expire(long sentBefore, long submitsSentBefore, List<SessionEvent> events)
    {
        lock (_gate)
        {
            for (var i = 0; i < _slots.Length && _outstanding > 0; i++)
            {
                ref var slot = ref _slots[i];
                var limit = slot.Request is CommandId.SubmitSm or CommandId.SubmitMulti or CommandId.DataSm ? submitsSentBefore : sentBefore;
                if (slot.Sequence != 0 && slot.SentAt <= limit)
                {
                    events.Add(new SessionEvent(SessionEventKind.ResponseTimeout, null, slot.Token));
                    Free(ref slot);
                }
            }
        }
    }

    /// <summary>Takes no more, and returns the tokens that were never answered.</summary>
    public List<long> Close()
    {
        lock (_gate)
        {
            _closed = true;
            var tokens = new List<long>(_outstanding);
            foreach (ref var slot in _slots.AsSpan())
            {
                if (slot.Sequence != 0)
                {
                    tokens.Add(slot.Token);
                    Free(ref slot);
                }
            }

            return tokens;
        }
    }

    private uint TakeSequence()
    {
        var sequence = _next;
        _next = sequence == MaxSequence ? 1 : sequence + 1;
        return sequence;
    }

    private void Free(ref Slot slot)
    {
        slot = default;
        _outstanding--;
    }

    private readonly record struct Slot(uint Sequence, CommandId Request, long Token, long SentAt);
}
