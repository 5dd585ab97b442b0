using OrleansSms.Domain.Recipients;

namespace OrleansSms.Storage.Azure.State;

/// <summary>Shards of recipients are claimed as binds are, under the name of a carrier that nobody can have.</summary>
internal static class ShardOwners
{
    private static readonly BindKey[] Keys = [.. Enumerable.Range(0, RecipientShard.Count).Select(static shard => new BindKey("*recipients", shard))];

    public static BindKey Key(int shard) => Keys[shard];
}
