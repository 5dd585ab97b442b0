using OrleansSms.Grains.Documents;
using OrleansSms.Smpp.Receipts;

namespace OrleansSms.Grains.Carriers;

/// <summary>Keeps receipts in the store that the carrier will not send again, until their message is found or they are given up.</summary>
internal sealed partial class ReceiptShelf(BindContext context)
{
    private readonly Documents<KeptReceipt> _documents = context.Documents.KeptReceipts();

    /// <summary>Keeps receipts; durable when it completes.</summary>
    public Task KeepAsync(IEnumerable<ParkedReceipt> receipts) => Task.WhenAll(receipts.Select(KeepAsync));

    /// <summary>
    /// Receipts that were kept when the process ended: those of this bind; the first bind also takes those of binds that there are no more.
    /// </summary>
    public async Task<List<ParkedReceipt>> LoadAsync()
    {
        var kept = await _documents.ListAsync(context.Key.Carrier, null, DocumentStoreExtensions.MaxDocuments);
        return [.. kept.Where(receipt => IsMine(receipt.Bind)).Select(Parked)];
    }

    /// <summary>A receipt need be kept no longer. One that is all the same is looked up once more after a restart.</summary>
    public void Forget(ParkedReceipt receipt)
    {
        if (receipt.KeptAs is { } document)
        {
            _ = ForgetAsync(document);
        }
    }

    private Task KeepAsync(ParkedReceipt parked)
    {
        parked.KeptAs = context.Ids.Next().ToString();
        var receipt = parked.Receipt;
        var kept = new KeptReceipt(
            parked.KeptAs, context.Name, parked.Id, receipt.MessageId, receipt.State, receipt.RawState, receipt.Error, receipt.Intermediate);
        return _documents.WriteAsync(kept.Id, context.Key.Carrier, kept);
    }

    private async Task ForgetAsync(string document)
    {
        try
        {
            await _documents.DeleteAsync(document);
        }
        catch (StoreUnavailableException e)
        {
            LogNotForgotten(context.Logger, context.Key, e);
        }
    }

    private bool IsMine(string bind) =>
        BindKey.TryParse(bind, out var keeper) && (keeper == context.Key || (context.Key.Index == 0 && !context.Carrier.Runs(keeper.Index)));

    private static ParkedReceipt Parked(KeptReceipt kept) =>
        new(kept.SmscMessageId, new DeliveryReceipt
        {
            MessageId = kept.MessageId,
            State = kept.State,
            RawState = kept.RawState,
            Error = kept.Error,
            Intermediate = kept.Intermediate,
        })
        {
            KeptAs = kept.Id,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: a receipt that has found its message stays in the store for now")]
    private static partial void LogNotForgotten(ILogger logger, BindKey bind, Exception exception);
}
