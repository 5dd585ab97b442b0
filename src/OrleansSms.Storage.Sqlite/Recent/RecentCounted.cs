using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using OrleansSms.Storage.Sqlite.Counted;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// The messages in memory that count towards a cap, by recipient and account: chains of their keys, which go through the messages themselves. Keys and not references: the garbage
/// collector would have to follow each of those at each collection, as young messages would hang on an old table. One thread changes them; others look at any time.
/// </summary>
/// <param name="find">Finds a message in memory by its key.</param>
internal sealed class RecentCounted(Func<long, RecentMessage?> find)
{
    /// <summary>The end of a chain.</summary>
    public const long None = 0;

    /// <summary>Messages between the one that is worked on and the one to <see cref="Fetch"/>.</summary>
    public const int Ahead = 16;

    /// <summary>Chains: more than messages are mostly in memory under load.</summary>
    private const int Chains = 1 << 17;

    private readonly long[] _first = new long[Chains];

    public IReadOnlyList<RecentMessage> Find(Msisdn recipient, int account)
    {
        ref var first = ref _first[ChainOf(recipient, account)];
        while (true)
        {
            var key = Volatile.Read(ref first);
            if (key == None)
            {
                return [];
            }

            if (Follow(key) is { } chain)
            {
                return chain.FindAll(message => message.Account == account && message.Message.To == recipient);
            }
        }
    }

    /// <summary>A message is soon to be added or removed: the place of its chain is far away in memory, and comes while others are worked on.</summary>
    public unsafe void Fetch(RecentMessage message)
    {
        if (message.CountedChain >= 0 && Sse.IsSupported)
        {
            // The array may move meanwhile: then something else is fetched, and nothing is lost.
            Sse.Prefetch0(Unsafe.AsPointer(ref _first[message.CountedChain]));
        }
    }

    public void Add(RecentMessage message)
    {
        if (message.CountedChain >= 0)
        {
            ref var first = ref _first[message.CountedChain];
            message.NextCounted = first;
            Volatile.Write(ref first, message.Key);
        }
    }

    /// <summary>Takes a message out, before it leaves memory.</summary>
    public void Remove(RecentMessage message)
    {
        if (message.CountedChain < 0)
        {
            return;
        }

        ref var first = ref _first[message.CountedChain];
        if (first == message.Key)
        {
            Volatile.Write(ref first, message.NextCounted);
            return;
        }

        for (var key = first; key != None && find(key) is { } before; key = before.NextCounted)
        {
            if (before.NextCounted == message.Key)
            {
                before.NextCounted = message.NextCounted;
                return;
            }
        }
    }

    /// <summary>The chain of a recipient and an account.</summary>
    public static int ChainOf(Msisdn recipient, int account) => (int)(CountedTable.HashOf(recipient.Digits, account) % Chains);

    /// <summary>The messages of a chain; null when one has been taken out meanwhile and left memory, and those behind it cannot be found.</summary>
    private List<RecentMessage>? Follow(long key)
    {
        var chain = new List<RecentMessage>();
        for (; key != None; key = chain[^1].NextCounted)
        {
            if (find(key) is not { } message)
            {
                return null;
            }

            chain.Add(message);
        }

        return chain;
    }
}
