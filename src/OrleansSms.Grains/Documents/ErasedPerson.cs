using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Documents;

/// <summary>What is kept of a person who was erased. Its owner is the recipient's shard.</summary>
/// <param name="NumberHash">Keyed hash of the number.</param>
/// <param name="Kept">What still refuses messages.</param>
internal sealed record ErasedPerson(string NumberHash, KeptRefusals Kept);

/// <summary>The note of an erasure that is to go on, whatever process works on it.</summary>
/// <param name="Erasure">Its id.</param>
internal sealed record OpenErasure(string Erasure);

/// <summary>The note of a consent that a recipient's state has no room for any more. Its owner is account and number, so that an export and an erasure find its record.</summary>
/// <param name="Record">Id of the record.</param>
internal sealed record OlderConsent(string Record);
