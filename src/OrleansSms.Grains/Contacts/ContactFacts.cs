using System.Globalization;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Contacts;

/// <summary>
/// Tells recipients what their contacts say of them: consents, and where they are. Decisions go by the recipient's state, not by contacts. Told before the contacts are written: whoever dies in between
/// tells it again, which changes nothing.
/// </summary>
internal sealed class ContactFacts(IGrainFactory grains)
{
    /// <summary>Names of fields that hold a postal code, as exports of usual products have them.</summary>
    private static readonly string[] PostalCodes = ["postal_code", "postcode", "zip", "zip_code"];

    /// <param name="account">Whose contacts they are.</param>
    /// <param name="origin">What the changes come from; the same for the same change.</param>
    /// <param name="source">How consents were given.</param>
    /// <param name="changes">The changes.</param>
    public Task TellAsync(string account, SortableId origin, ConsentSource source, IReadOnlyList<ContactChange> changes) => Task.WhenAll(
        changes.SelectMany(change => FactsOf(account, origin, source, change))
            .GroupBy(static fact => RecipientShard.Of(fact.Number))
            .Select(shard => grains.GetGrain<IRecipientsGrain>(shard.Key).ChangeAsync([.. shard])));

    private static IEnumerable<RecipientChange> FactsOf(string account, SortableId origin, ConsentSource source, ContactChange change)
    {
        if (change.Patch.Consent is { } consent)
        {
            yield return new RecipientChange(change.Number) { Consent = ConsentRecord.Of(account, origin, change.Number, consent, source, change.At) };
        }

        if (PlaceOf(change.Patch, change.At) is { } place)
        {
            yield return new RecipientChange(change.Number) { Place = place };
        }
    }

    private static RecipientPlace? PlaceOf(ContactPatch patch, long now)
    {
        var code = PostalCodes.Select(name => patch.Fields.TryGetValue(name, out var value) ? CodeOf(value) : null).FirstOrDefault(static code => code is not null);
        return patch.Zone is null && code is null ? null : new RecipientPlace(patch.Zone, null, code, now);
    }

    /// <summary>Files have it as a number, which loses its zeros.</summary>
    private static string? CodeOf(in FieldValue value) => value.Type switch
    {
        FieldType.Text => value.Text,
        FieldType.Number => value.Number.ToString("00000", CultureInfo.InvariantCulture),
        _ => null,
    };
}
