using System.Globalization;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Erasures;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// What still refuses messages to those of a shard who were erased, by keyed hash: so somebody who has opted out stays opted out. Erasures are few, so all of a shard's are in memory, and where there
/// are none nothing is hashed.
/// </summary>
internal sealed class ErasedRecipients(IDocumentStore documents, NumberHasher hasher)
{
    private const int PageSize = 1_000;

    private readonly Dictionary<string, KeptRefusals> _kept = new(StringComparer.Ordinal);
    private string _owner = "";

    public async Task LoadAsync(long shard, CancellationToken cancellationToken)
    {
        _owner = string.Create(CultureInfo.InvariantCulture, $"shard-{shard}");
        await hasher.LoadAsync();
        await foreach (var (_, person) in documents.ErasedPersons().ReadAllAsync(_owner, PageSize, cancellationToken))
        {
            _kept[person.NumberHash] = person.Kept;
        }
    }

    /// <summary>A recipient's state with what was kept for it.</summary>
    public RecipientState? Remember(Msisdn number, RecipientState? state) => _kept.Count > 0 && _kept.TryGetValue(hasher.Hash(number), out var kept)
        ? ErasureRules.Remember(state ?? RecipientState.Default, kept)
        : state;

    /// <summary>Keeps what refuses messages to a person who is being erased; durable when it completes.</summary>
    public async Task KeepAsync(Msisdn number, KeptRefusals kept)
    {
        if (!kept.IsEmpty)
        {
            var hash = hasher.Hash(number);
            var all = _kept.TryGetValue(hash, out var before) ? before.With(kept) : kept;
            await documents.ErasedPersons().WriteAsync(hash, _owner, new ErasedPerson(hash, all));
            _kept[hash] = all;
        }
    }

    /// <summary>The number is known again, and its state says all that was kept, or that it does not stand any more.</summary>
    public async Task ForgetAsync(Msisdn number)
    {
        if (_kept.Count > 0 && hasher.Hash(number) is var hash && _kept.ContainsKey(hash))
        {
            await documents.ErasedPersons().DeleteAsync(hash);
            _kept.Remove(hash);
        }
    }
}
