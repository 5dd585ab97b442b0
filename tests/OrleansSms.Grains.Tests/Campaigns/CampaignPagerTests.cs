using System.Text.Json;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Campaigns;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Tests.Campaigns;

/// <summary>What is kept of a campaign that pages.</summary>
public sealed class CampaignPagerTests
{
    [Fact]
    public async Task A_plan_is_kept_after_the_one_before_it_however_long_that_takes()
    {
        var store = new SlowFirst();
        var journal = new CampaignJournal(store, null!, TimeProvider.System);
        var services = new CampaignServices(journal, null!, null!, null!, null!, null!, null!, null!, null!, TimeProvider.System, null!);
        var state = new CampaignState { Id = "cmp_1", Account = "acc_1", Definition = new CampaignDefinition { Name = "Sale" } };
        using var kept = new KeptCampaign(state, journal);
        var pager = new CampaignPager(kept, new CampaignProgress { Campaign = state.Id }, [], services);

        var first = pager.KeepAsync();
        pager.Progress = pager.Progress with { Next = 50 };
        var second = pager.KeepAsync();
        store.First.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal([0, 50], store.Written);
    }

    /// <summary>A store whose first write is slower than the next, as requests over a network may be.</summary>
    private sealed class SlowFirst : IDocumentStore
    {
        private bool _isNext;

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The places up to which was planned, in the order in which they came to stand there.</summary>
        public List<long> Written { get; } = [];

        public async Task WriteAsync(string kind, Document document, CancellationToken cancellationToken = default)
        {
            if (!_isNext)
            {
                _isNext = true;
                await First.Task;
            }

            Written.Add(JsonDocument.Parse(document.Json).RootElement.GetProperty("next").GetInt64());
        }

        public Task<Document?> ReadAsync(string kind, string id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> AddAsync(string kind, Document document, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Document>> ListAsync(string kind, string? owner, string? after, int limit, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
