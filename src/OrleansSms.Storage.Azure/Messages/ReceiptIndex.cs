namespace OrleansSms.Storage.Azure.Messages;

/// <summary>
/// Receipts of messages in memory, by carrier and SMSC id: those that are expected, and those that have come while a row may still expect them. What
/// stands here goes before what the table says.
/// </summary>
internal sealed class ReceiptIndex
{
    private readonly Dictionary<(string Carrier, string SmscId), List<ReceiptWord>> _words = [];

    /// <summary>What is known of an id; empty = nothing.</summary>
    public IReadOnlyList<ReceiptWord> Find(string carrier, string smscId) => _words.TryGetValue((carrier, smscId), out var words) ? words : [];

    /// <summary>Takes a word in place of an earlier one. An SMSC that has come round to the same id means the newer message.</summary>
    public void Say(ReceiptWord word)
    {
        var id = (word.Key.Carrier, word.Key.SmscMessageId);
        if (!_words.TryGetValue(id, out var words))
        {
            _words[id] = words = [];
        }

        words.RemoveAll(earlier => earlier.Key.Segment == word.Key.Segment);
        words.Add(word);
    }

    /// <summary>Whether this is the last word on its receipt.</summary>
    public bool IsCurrent(ReceiptWord word) => Find(word.Key.Carrier, word.Key.SmscMessageId).Contains(word);

    /// <summary>The table says the same by now, or nobody will ask.</summary>
    public void Forget(ReceiptWord word)
    {
        var id = (word.Key.Carrier, word.Key.SmscMessageId);
        if (_words.TryGetValue(id, out var words) && words.Remove(word) && words.Count == 0)
        {
            _words.Remove(id);
        }
    }

    /// <summary>Forgets what was opened before a time.</summary>
    public void ForgetBefore(long at)
    {
        foreach (var word in _words.Values.SelectMany(static words => words).Where(word => word.IsOpen && word.At < at).ToList())
        {
            Forget(word);
            word.Message.Receipts.Remove(word);
        }
    }
}
