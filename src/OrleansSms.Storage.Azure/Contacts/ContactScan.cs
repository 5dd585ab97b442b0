using System.Runtime.CompilerServices;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Segments.Compiled;
using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>Goes over all contacts of an account in the order of their numbers: what segments are counted and taken by.</summary>
internal sealed class ContactScan(ContactRows rows, EngagementRows engagement, string account)
{
    private readonly string _partition = ContactRows.Partition(account);

    public async Task<long> CountAsync(Filter filter, long now, CancellationToken cancellationToken)
    {
        var matches = 0L;
        if (CompiledFilter.Compile(filter, FieldTable.Empty, now).MatchesAll)
        {
            await foreach (var head in rows.Contacts.ScanAsync(_partition, headsOnly: true, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                matches += head.Count;
            }

            return matches;
        }

        await foreach (var numbers in MatchesAsync(filter, now, cancellationToken).ConfigureAwait(false))
        {
            matches += numbers.Count;
        }

        return matches;
    }

    /// <summary>The numbers of those that match, some at a time.</summary>
    public async IAsyncEnumerable<List<long>> MatchesAsync(Filter filter, long now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = (await rows.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false)).Table;
        var compiled = CompiledFilter.Compile(filter, table, now);
        var scan = new FilterScan(compiled);
        var view = compiled.NeedsEngagement ? await engagement.ViewAsync(account, cancellationToken).ConfigureAwait(false) : null;
        await using var fared = view is null ? null : new EngagementWalk(view, cancellationToken);
        await foreach (var block in rows.Contacts.ScanAsync(_partition, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var happened = fared is null ? null : await fared.ReadToAsync(block.To).ConfigureAwait(false);
            yield return [.. block.Items.Where(item => Matches(scan, item, happened)).Select(static item => item.Key)];
        }
    }

    private static bool Matches(FilterScan scan, BlockItem item, Dictionary<long, Engagement>? happened) =>
        scan.Matches(item.Key, ContactItem.Record(item.Value), happened?.GetValueOrDefault(item.Key) ?? default);
}
