using System.Globalization;
using Orleans.Concurrency;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Recipients;

[StatelessWorker, Reentrant, GrainType("consents")]
internal sealed class ConsentsGrain(IDocumentStore documents, ConsentRequests requests, Recaller recaller, TimeProvider time) : Grain, IConsentsGrain
{
    private const string ByApi = "api";

    private string Account => this.GetPrimaryKeyString();

    public async Task<RecordedConsent> RecordAsync(Msisdn number, ConsentRecord record, string? from, string? language)
    {
        var request = record.DoubleOptIn ? await requests.MakeAsync(Account, number, from, language) : null;
        if (request?.Errors.Count > 0)
        {
            return new RecordedConsent(request.Errors);
        }

        await ChangeAsync(new RecipientChange(number) { Consent = record with { Account = Account } });
        return new RecordedConsent([], request?.Request is { } question ? await requests.SendAsync(Account, question) : null);
    }

    public async Task<ConsentRecord?> RevokeAsync(string id)
    {
        if (await ReadAsync(id) is not { } record)
        {
            return null;
        }

        var number = NumberOf(record);
        var changed = await ChangeAsync(new RecipientChange(number) { Revoke = new ConsentRevocation(id, time.GetUnixMicros(), ByApi) });
        await recaller.RecallAsync(number, await RecallsOfAsync(record, changed.After));
        return record.With(changed.After);
    }

    public async Task<ConsentRecord?> GetAsync(string id) =>
        await ReadAsync(id) is { } record ? record.With(await StateAsync(NumberOf(record))) : null;

    public async Task<IReadOnlyList<ConsentRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        var records = await documents.Consents().ListAsync(Account, after, limit, cancellationToken);
        return await Task.WhenAll(records.Select(async record => record.With(await StateAsync(NumberOf(record)))));
    }

    public async Task<IReadOnlyList<ConsentRecord>> ListOfAsync(Msisdn number)
    {
        var state = await StateAsync(number);
        var records = new List<ConsentRecord>();
        var older = await documents.ListOlderConsentsAsync(Account, number);
        foreach (var id in state.Consents.Where(consent => consent.Account == Account).Select(static consent => consent.Record).Concat(older))
        {
            if (await documents.Consents().ReadAsync(id) is { } record)
            {
                records.Add(record.With(state));
            }
        }

        return records;
    }

    public async Task<IReadOnlyList<PendingReview>> ListPossibleOptOutsAsync(Msisdn? after, int limit, CancellationToken cancellationToken = default)
    {
        var kept = await documents.PossibleOptOuts().ListAsync(Account, NumberKeys.After(Account, after), limit, cancellationToken);
        var reviews = await Task.WhenAll(kept.Select(async review =>
        {
            var number = new Msisdn(review.Number);
            return Find(await StateAsync(number)) is { } possible ? new PendingReview(number, possible) : null;
        }));
        return [.. reviews.OfType<PendingReview>()];
    }

    public async Task<bool> ResolveAsync(Msisdn number, bool isOptOut)
    {
        var verdict = new PossibleOptOutVerdict(Account, isOptOut, time.GetUnixMicros());
        var changed = await ChangeAsync(new RecipientChange(number) { Verdict = verdict });
        var recalls = changed.After.OptOuts.Except(changed.Before.OptOuts).Select(Recall.Of).ToArray();
        await recaller.RecallAsync(number, recalls);
        return changed.Before.PossibleOptOuts.Count > changed.After.PossibleOptOuts.Count;
    }

    private PossibleOptOut? Find(RecipientState state) =>
        state.PossibleOptOuts.FirstOrDefault(possible => possible.Account == Account || possible.Account == OptOut.EveryAccount);

    /// <summary>What went by the consent alone: messages of its program, or of its category unless another consent stands for it.</summary>
    private async Task<Recall[]> RecallsOfAsync(ConsentRecord record, RecipientState state)
    {
        var policy = (await GrainFactory.GetGrain<IAccountGrain>(Account).GetActiveAsync())?.Policy;
        if (policy is null || policy.RequireConsent == Categories.None || state.Consents.Any(other => other.Stands && other.Account == Account && other.Purpose == record.Purpose))
        {
            return [];
        }

        return [.. Enum.GetValues<MessageCategory>().Where(category => policy.RequireConsent.Has(category)).Select(category => RecallOf(record, category)).OfType<Recall>()];
    }

    private Recall? RecallOf(ConsentRecord record, MessageCategory category)
    {
        var name = category.ToString().ToLowerInvariant();
        if (record.Purpose == name)
        {
            return new Recall(Account, Reasons.NoConsent, Category: category);
        }

        return Enum.TryParse<MessageCategory>(record.Purpose, ignoreCase: true, out _)
            ? null
            : new Recall(Account, Reasons.NoConsent, Program: record.Purpose, Category: category);
    }

    private async Task<ConsentRecord?> ReadAsync(string id) => await documents.Consents().ReadAsync(id) is { } record && record.Account == Account ? record : null;

    private async Task<RecipientChanged> ChangeAsync(RecipientChange change) =>
        (await GrainFactory.GetGrain<IRecipientsGrain>(RecipientShard.Of(change.Number)).ChangeAsync([change]))[0];

    private ValueTask<RecipientState> StateAsync(Msisdn number) => GrainFactory.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).GetAsync(number);

    private static Msisdn NumberOf(ConsentRecord record) => new(long.Parse(record.Number.AsSpan(1), CultureInfo.InvariantCulture));
}
