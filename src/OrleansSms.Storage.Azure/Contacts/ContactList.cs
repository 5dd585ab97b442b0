using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Segments.Compiled;
using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>A page of an account's contacts, newest first.</summary>
internal sealed class ContactList(ContactRows rows, EngagementRows engagement, string account, int rowsPerPage)
{
    /// <summary>Contacts that are looked at together: those made together mostly stand together, too.</summary>
    private const int Together = 100;

    private readonly string _partition = ContactRows.Partition(account);
    private readonly List<Contact> _found = [];
    private ContactId _last;
    private int _looked;

    public async Task<Page<Contact>> ReadAsync(Filter filter, long now, ContactId? before, int limit, CancellationToken cancellationToken)
    {
        var table = (await rows.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false)).Table;
        var compiled = CompiledFilter.Compile(filter, table, now);
        var view = compiled.NeedsEngagement ? await engagement.ViewAsync(account, cancellationToken).ConfigureAwait(false) : null;
        var after = before is { } place ? IdItem.Key(place) - 1 : Block.Lowest;
        await foreach (var block in rows.Ids.ScanAsync(_partition, after, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            foreach (var items in block.Items.Where(item => IsBehind(item, before)).Chunk(Math.Min(Together, Math.Max(1, limit))))
            {
                if (!await TakeAsync(items, new FilterScan(compiled), view, table, limit, cancellationToken).ConfigureAwait(false))
                {
                    return new Page<Contact>(_found, _last.ToString());
                }
            }
        }

        return new Page<Contact>(_found, null);
    }

    private static bool IsBehind(BlockItem item, ContactId? before) =>
        before is not { } place || (IdItem.IdOf(item) != place && BlockItem.Compare(item, IdItem.Of(place, default)) > 0);

    /// <summary>Looks at contacts; false when the page is full.</summary>
    private async Task<bool> TakeAsync(
        BlockItem[] items, FilterScan scan, EngagementView? view, FieldTable table, int limit, CancellationToken cancellationToken)
    {
        if (IsFull(limit))
        {
            return false;
        }

        long[] numbers = [.. items.Select(static item => IdItem.NumberOf(item).Digits)];
        var blocks = await rows.Contacts.FindAsync(_partition, numbers, cancellationToken).ConfigureAwait(false);
        var known = blocks.Exists(block => block.Mark > table.Names.Count)
            ? (await rows.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false)).Table
            : table;
        var fared = view is null ? null : await view.FindAsync(numbers, cancellationToken).ConfigureAwait(false);
        foreach (var item in items)
        {
            if (IsFull(limit))
            {
                return false;
            }

            (_last, _looked) = (IdItem.IdOf(item), _looked + 1);
            var number = IdItem.NumberOf(item).Digits;
            if (blocks.Find(block => block.Covers(number))?.Find(number) is { } value && ContactItem.IdOf(value) == _last
                && scan.Matches(number, ContactItem.Record(value), fared?.GetValueOrDefault(number) ?? default))
            {
                _found.Add(ContactItem.Read(number, value, known));
            }
        }

        return true;
    }

    private bool IsFull(int limit) => _found.Count >= limit || _looked >= rowsPerPage;
}
