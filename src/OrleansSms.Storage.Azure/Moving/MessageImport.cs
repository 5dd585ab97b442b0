using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Events;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Azure.Moving;

/// <summary>Writes messages, receipts and events of a store that is moved here as the rows that they would have been sealed into.</summary>
internal sealed class MessageImport(StorageAccess access, PersonIndex persons)
{
    /// <summary>Before the first entry of the journal: rows hold all that was before it.</summary>
    public const long Position = 1;

    private readonly TableClient _messages = access.Table(MessageRows.Table);
    private readonly TableClient _waiting = access.Table(WaitingRows.Table);
    private readonly TableClient _counted = access.Table(CountedRows.Table);
    private readonly TableClient _receipts = access.Table(ReceiptRows.Table);
    private readonly TableClient _inbound = access.Table(InboundRows.Table);
    private readonly TableClient _events = access.Table(EventRows.Table);

    public async Task WriteAsync(IReadOnlyList<MovedMessage> messages, CancellationToken cancellationToken)
    {
        List<HeldState> states = [.. messages.Select(static moved => new HeldState(moved.Record, History.From(moved.Timeline), moved.IntentBind, moved.IntentEpoch))];
        await persons.AddAsync(messages.Select(static moved => moved.Record.Message), cancellationToken).ConfigureAwait(false);
        await _waiting.InsertAsync(states.Where(static state => state.IsUnderWay).Select(static state => WaitingRows.Of(state.Record.Message.Id)), cancellationToken).ConfigureAwait(false);
        await _counted.InsertAsync(states.Where(static state => state.IsCounted).Select(CountedRows.Of), cancellationToken).ConfigureAwait(false);
        await _messages.InsertAsync(states.Select(static state => MessageRows.Write(new HeldMessage(state), state, Position)), cancellationToken).ConfigureAwait(false);
    }

    public async Task WriteAsync(IReadOnlyList<InboundMessage> messages, CancellationToken cancellationToken)
    {
        await persons.AddAsync(messages, cancellationToken).ConfigureAwait(false);
        await _inbound.InsertAsync(messages.Select(InboundRows.Of), cancellationToken).ConfigureAwait(false);
    }

    public Task WriteAsync(IReadOnlyList<MovedReceipt> receipts, CancellationToken cancellationToken) =>
        _receipts.InsertAsync(receipts.Select(static receipt => ReceiptRows.Of(receipt.Key, receipt.Message, receipt.At)), cancellationToken);

    public Task WriteAsync(string account, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        var pages = events.GroupBy(static entry => entry.Id.Position)
            .Select(static commit => new EventPage(commit.Key, commit.First().Id.UnixMs, [.. commit.Select(static entry => entry with { Id = default })]));
        return _events.InsertAsync(EventRows.Pack(account, pages), cancellationToken);
    }
}
