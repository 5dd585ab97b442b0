using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// Documents that lists are made of: suppressions, consents, texts that wait for a look. They follow the recipient's state, which alone decides. Written in the recipient's
/// turn, so that they cannot overtake each other.
/// </summary>
internal sealed class RecipientDocuments(IDocumentStore documents)
{
    /// <summary>After a change from outside.</summary>
    public async Task FollowAsync(RecipientChange change, RecipientState before, RecipientState after)
    {
        switch (change)
        {
            case { Suppress: { } entry }:
                await documents.Suppressions().WriteAsync(KeptSuppression.IdOf(entry.List, entry.Number), entry.List, KeptSuppression.Of(entry));
                break;
            case { Unsuppress: { } list }:
                await documents.Suppressions().DeleteAsync(KeptSuppression.IdOf(list, change.Number));
                break;
            case { Consent: { } record }:
                await documents.Consents().WriteAsync(record.Id, record.Account, record.With(after));
                await NoteOlderAsync(change.Number, before, after);
                break;
            case { ForgetConsent: { } id }:
                await documents.Consents().DeleteAsync(id);
                await documents.OlderConsents().DeleteAsync(id);
                break;
            case { Erase: { } account }:
                await documents.Suppressions().DeleteAsync(KeptSuppression.IdOf(account, change.Number));
                foreach (var consent in before.Consents.Where(consent => consent.Account == account))
                {
                    await documents.Consents().DeleteAsync(consent.Record);
                }

                foreach (var record in await documents.ListOlderConsentsAsync(account, change.Number))
                {
                    await documents.Consents().DeleteAsync(record);
                    await documents.OlderConsents().DeleteAsync(record);
                }

                break;
        }

        await FollowAsync(change.Number, before, after, []);
    }

    /// <summary>After a reply, too: revoked consents, and texts that wait for a look or do so no more.</summary>
    public async Task FollowAsync(Msisdn number, RecipientState before, RecipientState after, IReadOnlyList<ConsentRecord> given)
    {
        foreach (var record in given)
        {
            await documents.Consents().WriteAsync(record.Id, record.Account, record);
            await NoteOlderAsync(number, before, after);
        }

        foreach (var consent in after.Consents.Except(before.Consents))
        {
            if (consent.RevokedAt is not null && await documents.Consents().ReadAsync(consent.Record) is { } record)
            {
                await documents.Consents().WriteAsync(record.Id, record.Account, record.With(after));
            }
        }

        foreach (var read in before.PossibleOptOuts.Except(after.PossibleOptOuts))
        {
            await documents.PossibleOptOuts().DeleteAsync(KeptReview.IdOf(OwnerOf(read), number));
        }

        foreach (var possible in after.PossibleOptOuts.Except(before.PossibleOptOuts))
        {
            await documents.PossibleOptOuts().WriteAsync(
                KeptReview.IdOf(OwnerOf(possible), number), OwnerOf(possible), new KeptReview(OwnerOf(possible), number.Digits));
        }
    }

    /// <summary>Where a state has no room for a consent any more, it is found by a note.</summary>
    private async Task NoteOlderAsync(Msisdn number, RecipientState before, RecipientState after)
    {
        foreach (var consent in before.Consents.ExceptBy(after.Consents.Select(static kept => kept.Record), static consent => consent.Record))
        {
            await documents.OlderConsents().WriteAsync(consent.Record, NumberKeys.Of(consent.Account, number), new OlderConsent(consent.Record));
        }
    }

    /// <summary>Where nobody knows whom a text is for, it is for the operator to read.</summary>
    private static string OwnerOf(PossibleOptOut possible) => possible.Account == OptOut.EveryAccount ? AccountConfig.DefaultId : possible.Account;
}
