using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// The recipients of a shard that are in memory, in two generations: when the younger is full, the older is forgotten and the younger takes its place. What is
/// asked for again moves to the younger. All but fresh reservations stands in the store, too, so that what was forgotten is read again; who may have one stays.
/// </summary>
internal sealed class RecipientMemory(TimeProvider time)
{
    /// <summary>Recipients of one generation: with every shard in one process half a million in memory, of some 100 bytes each.</summary>
    public const int GenerationSize = 1_000;

    /// <summary>How long a reservation may take to be durable, which takes milliseconds: so long nobody is forgotten who has one.</summary>
    public static readonly TimeSpan ReservationAge = TimeSpan.FromSeconds(15);

    private Dictionary<Msisdn, Held> _younger = [];
    private Dictionary<Msisdn, Held> _older = [];
    private int _full = GenerationSize;

    /// <summary>A recipient that is in memory; null when it is not.</summary>
    public Recipient? Find(Msisdn number)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrNullRef(_younger, number);
        if (!Unsafe.IsNullRef(ref held))
        {
            held = held with { UsedAt = time.GetTimestamp() };
            return held.Recipient;
        }

        if (_older.Remove(number, out var older))
        {
            Keep(number, older.Recipient);
            return older.Recipient;
        }

        return null;
    }

    /// <summary>Takes a recipient that is not in memory.</summary>
    public Recipient Add(Msisdn number, RecipientState? state)
    {
        var recipient = new Recipient(state ?? RecipientState.Default);
        Keep(number, recipient);
        return recipient;
    }

    /// <summary>Forgets a recipient, and with it all that is known of messages to it.</summary>
    public void Remove(Msisdn number)
    {
        _younger.Remove(number);
        _older.Remove(number);
    }

    /// <summary>Forgets all messages to recipients, and none of the recipients.</summary>
    public void ForgetMessages()
    {
        foreach (var held in _younger.Values.Concat(_older.Values))
        {
            held.Recipient.ForgetMessages();
        }
    }

    private void Keep(Msisdn number, Recipient recipient)
    {
        if (_younger.Count >= _full)
        {
            Turn();
        }

        _younger.Add(number, new Held(recipient, time.GetTimestamp()));
    }

    private void Turn()
    {
        var younger = new Dictionary<Msisdn, Held>(GenerationSize);
        foreach (var (number, held) in _older)
        {
            if (held.Recipient.RemembersMessages && time.GetElapsedTime(held.UsedAt) < ReservationAge)
            {
                younger.Add(number, held);
            }
        }

        (_older, _younger) = (_younger, younger);

        // Those who stay are looked at again when as many others have come, so that a turn costs nobody more than two looks.
        _full = Math.Max(GenerationSize, 2 * younger.Count);
    }

    /// <summary>A recipient in memory.</summary>
    /// <param name="Recipient">What is known of it.</param>
    /// <param name="UsedAt">Timestamp of when it was last asked for.</param>
    private readonly record struct Held(Recipient Recipient, long UsedAt);
}
