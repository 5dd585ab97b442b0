using System.Collections.Concurrent;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// Receipts of messages in memory, by carrier and SMSC id: those that are expected, and those that have come while a row may still expect them. What
/// stands here goes before what the table says. Changed by the writer after its commits, read by all.
/// </summary>
internal sealed class RecentReceipts
{
    private readonly ConcurrentDictionary<(int Carrier, string SmscId), RecentReceipt[]> _receipts = new();

    /// <summary>Whether the table may hold rows: if not, a receipt that has come needs no trace.</summary>
    public bool HasRows { get; set; }

    /// <summary>What is known of an id, by segment; empty = nothing.</summary>
    public RecentReceipt[] Find(int carrier, string smscId) => _receipts.TryGetValue((carrier, smscId), out var found) ? found : [];

    /// <summary>A receipt is expected. An SMSC that has come round to the same id means the newer message.</summary>
    public void Open(RecentMessage message, int carrier, string smscId, int segment, long at) =>
        Put(new RecentReceipt(message, carrier, smscId, segment, at, isOpen: true));

    /// <summary>A receipt has come.</summary>
    public void Close(RecentMessage message, int carrier, string smscId, int segment)
    {
        if (HasRows)
        {
            Put(new RecentReceipt(message, carrier, smscId, segment, at: 0, isOpen: false));
        }
        else
        {
            Replace(carrier, smscId, segment, null);
        }
    }

    /// <summary>Whether this is the last word on its receipt: another message may have taken it over.</summary>
    public bool IsCurrent(RecentReceipt receipt) => Array.IndexOf(Find(receipt.Carrier, receipt.SmscId), receipt) >= 0;

    /// <summary>The table says the same by now.</summary>
    public void Forget(RecentReceipt receipt)
    {
        if (IsCurrent(receipt))
        {
            Replace(receipt.Carrier, receipt.SmscId, receipt.Segment, null);
        }
    }

    /// <summary>Whatever stands here of a receipt has been overtaken by the table.</summary>
    public void Forget(int carrier, string smscId, int segment) => Replace(carrier, smscId, segment, null);

    private void Put(RecentReceipt receipt)
    {
        (receipt.Message.Receipts ??= []).Add(receipt);
        Replace(receipt.Carrier, receipt.SmscId, receipt.Segment, receipt);
    }

    /// <summary>An array is never changed, as readers may hold it.</summary>
    private void Replace(int carrier, string smscId, int segment, RecentReceipt? receipt)
    {
        var key = (carrier, smscId);
        var before = Find(carrier, smscId);
        var others = before.Length == 0 ? before : Array.FindAll(before, other => other.Segment != segment);
        if (receipt is not null)
        {
            _receipts[key] = [.. others, receipt];
        }
        else if (others.Length > 0)
        {
            _receipts[key] = others;
        }
        else
        {
            _receipts.TryRemove(key, out _);
        }
    }
}
