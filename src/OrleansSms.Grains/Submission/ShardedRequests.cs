using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>Questions of one account to recipients, put together by shard: one call for all that a shard is asked.</summary>
internal sealed partial class ShardedRequests(AccountPolicy policy, int count, GrainReferences grains, ILogger logger)
{
    private readonly List<DecisionRequest> _requests = new(count);
    private readonly int[] _counts = new int[RecipientShard.Count];

    /// <summary>Adds a question.</summary>
    public void Add(in DecisionRequest request)
    {
        _requests.Add(request);
        _counts[RecipientShard.Of(request.To)]++;
    }

    /// <summary>The answers in the order of the questions; null where a recipient could not be asked.</summary>
    public async Task<Decision?[]> DecideAsync()
    {
        var answers = new Decision?[_requests.Count];
        await Task.WhenAll(PlacesByShard().Select(places => DecideAsync(places, answers)));
        return answers;
    }

    /// <summary>By whom those that were said yes to have places in caps.</summary>
    /// <param name="decisions">Answers, in the order of their questions.</param>
    /// <param name="first">The place of the first one's question.</param>
    public IReadOnlyList<ShardEpoch> PlacesBy(ReadOnlySpan<Decision?> decisions, int first)
    {
        if (decisions is [{ } only])
        {
            return only.Epoch == 0 ? [] : [new ShardEpoch(RecipientShard.Of(_requests[first].To), only.Epoch)];
        }

        Span<long> epochs = stackalloc long[RecipientShard.Count];
        epochs.Clear();
        var shards = 0;
        for (var i = 0; i < decisions.Length; i++)
        {
            // Not copied: there are many, and they are large.
            if (Nullable.GetValueRefOrDefaultRef(in decisions[i]).Epoch is not 0 and var given)
            {
                ref var epoch = ref epochs[RecipientShard.Of(_requests[first + i].To)];
                shards += epoch == 0 ? 1 : 0;
                epoch = given;
            }
        }

        var places = shards == 0 ? [] : new ShardEpoch[shards];
        for (var shard = epochs.Length - 1; shards > 0; shard--)
        {
            if (epochs[shard] != 0)
            {
                places[--shards] = new ShardEpoch(shard, epochs[shard]);
            }
        }

        return places;
    }

    /// <summary>For each shard that is asked, the places of its questions.</summary>
    private List<int[]> PlacesByShard()
    {
        var byShard = new int[RecipientShard.Count][];
        var asked = new List<int[]>();
        var filled = new int[RecipientShard.Count];
        for (var i = 0; i < _requests.Count; i++)
        {
            var shard = RecipientShard.Of(_requests[i].To);
            if (filled[shard] == 0)
            {
                asked.Add(byShard[shard] = new int[_counts[shard]]);
            }

            byShard[shard][filled[shard]++] = i;
        }

        return asked;
    }

    private async Task DecideAsync(int[] places, Decision?[] answers)
    {
        try
        {
            var requests = Array.ConvertAll(places, place => _requests[place]);
            var decisions = await grains.RecipientsWith(requests[0].To).DecideAsync(policy, requests);
            for (var i = 0; i < places.Length; i++)
            {
                answers[places[i]] = decisions[i];
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            LogNotAsked(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recipients' rules could not be asked; the requests that needed them were refused")]
    private static partial void LogNotAsked(ILogger logger, Exception exception);
}
