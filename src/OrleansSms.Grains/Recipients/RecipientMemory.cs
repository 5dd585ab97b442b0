using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// The recipients of a shard that are in memory, in two generations: when the younger is full, the older is forgotten and the younger takes its place. What is
/// asked for again moves to the younger. All but fresh reservations stands in the store, too, so that what was forgotten is read again.
/// </summary>
internal sealed class RecipientMemory(TimeProvider time)
{
    /// <summary>Recipients of one generation: with every shard in one process a million in memory, of some 150 bytes each.</summary>
    public const int GenerationSize = 4_000;

    /// <summary>A generation lasts at least so long: a reservation must not be forgotten before its message is committed, which takes milliseconds.</summary>
    public static readonly TimeSpan GenerationAge = TimeSpan.FromSeconds(15);

    private Dictionary<Msisdn, Recipient> _younger = [];
    private Dictionary<Msisdn, Recipient> _older = [];
    private long _began = time.GetTimestamp();

    /// <summary>A recipient that is in memory; null when it is not.</summary>
    public Recipient? Find(Msisdn number)
    {
        if (_younger.TryGetValue(number, out var recipient))
        {
            return recipient;
        }

        if (_older.Remove(number, out recipient))
        {
            Keep(number, recipient);
        }

        return recipient;
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

    private void Keep(Msisdn number, Recipient recipient)
    {
        if (_younger.Count >= GenerationSize && time.GetElapsedTime(_began) >= GenerationAge)
        {
            _older = _younger;
            _younger = [];
            _began = time.GetTimestamp();
        }

        _younger.Add(number, recipient);
    }
}
