using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Erasures;

/// <summary>
/// Takes a person out of an account, step by step. Each step finds its work by looking at what is there, so that it goes on after a crash, and none has to be remembered.
/// </summary>
internal sealed class ErasureWork(IErasureStore store, IDocumentStore documents, PersonReader reader, ErasureTraces traces, GrainReferences grains, MessageCanceler canceler)
{
    /// <summary>Does what can be done now.</summary>
    /// <param name="record">What was ordered, and what was done before.</param>
    /// <param name="number">Whom it is about.</param>
    /// <param name="save">Keeps what was done, durably, after each step.</param>
    /// <returns>False where something of it is under way to a carrier still, or in use: it is to be done again later.</returns>
    public async Task<bool> RunAsync(ErasureRecord record, Msisdn number, Func<ErasureReport, Task> save, CancellationToken cancellationToken)
    {
        var (account, report) = (record.Account, record.Report);
        report = report with { Canceled = report.Canceled + await canceler.CancelAllToAsync(account, number, cancellationToken) };
        report = report with { Contacts = report.Contacts + (await reader.RemoveContactAsync(account, number, cancellationToken) ? 1 : 0) };
        var older = await documents.ListOlderConsentsAsync(account, number);
        var changed = (await grains.RecipientsWith(number).ChangeAsync([new RecipientChange(number) { Erase = account }]))[0].Before;
        report = report with
        {
            Consents = report.Consents + changed.Consents.Count(consent => consent.Account == account) + older.Count,
            IsRefusalKept = report.IsRefusalKept || !ErasureRules.Erase(changed, account).Kept.IsEmpty,
        };
        await save(report);
        var (erased, left) = await EraseSentAsync(record, number, cancellationToken);
        report = report with { Messages = report.Messages + erased, Inbound = report.Inbound + await EraseReceivedAsync(record, number, cancellationToken) };
        await save(report);
        var isTraced = await traces.EraseAsync(record, number, cancellationToken);
        await store.EraseTracesAsync(account, number, cancellationToken);
        return left == 0 && isTraced && await store.ScourAsync(cancellationToken);
    }

    /// <summary>How many were erased, and how many could not be.</summary>
    private async Task<(int Erased, int Left)> EraseSentAsync(ErasureRecord record, Msisdn number, CancellationToken cancellationToken)
    {
        var (erased, left) = (0, 0);
        MessageId? before = null;
        do
        {
            var page = await reader.ReadSentAsync(record.Account, number, before, IErasureStore.MaxMessages, cancellationToken);
            var ids = page.Items.Where(item => ErasureRules.Covers(record, item.Message.Id, item.Message.CreatedAt)).Select(static item => item.Message.Id).ToArray();
            var done = ids.Length == 0 ? 0 : await store.EraseMessagesAsync(ids, cancellationToken);
            (erased, left) = (erased + done, left + ids.Length - done);
            before = MessageId.TryParse(page.Next, out var next) ? next : null;
        }
        while (before is not null);

        return (erased, left);
    }

    private async Task<int> EraseReceivedAsync(ErasureRecord record, Msisdn number, CancellationToken cancellationToken)
    {
        var erased = 0;
        MessageId? before = null;
        do
        {
            var page = await reader.ReadReceivedAsync(record.Account, number, before, IErasureStore.MaxMessages, cancellationToken);
            foreach (var ids in page.Items.Where(item => ErasureRules.Covers(record, item.Id, item.ReceivedAt)).Select(static item => item.Id).Chunk(IErasureStore.MaxMessages))
            {
                erased += await store.EraseInboundAsync(ids, cancellationToken);
            }

            before = MessageId.TryParse(page.Next, out var next) ? next : null;
        }
        while (before is not null);

        return erased;
    }
}
