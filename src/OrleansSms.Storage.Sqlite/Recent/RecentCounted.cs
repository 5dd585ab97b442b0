using OrleansSms.Storage.Sqlite.Counted;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// The messages in memory that count towards a cap, by recipient and account: chains through the messages themselves, which cost no memory of their own. One thread changes
/// them; others look at any time: one that has been taken out goes on pointing to those behind it, so that who stands on it finds them.
/// </summary>
internal sealed class RecentCounted
{
    /// <summary>Chains: as many as messages are mostly in memory under load.</summary>
    private const int Chains = 1 << 16;

    private readonly RecentMessage?[] _first = new RecentMessage?[Chains];

    public IEnumerable<RecentMessage> Find(Msisdn recipient, int account)
    {
        for (var message = Volatile.Read(ref _first[ChainOf(recipient, account)]); message is not null; message = message.NextCounted)
        {
            if (message.Account == account && message.Message.To == recipient)
            {
                yield return message;
            }
        }
    }

    public void Add(RecentMessage message)
    {
        if (message.CountedChain >= 0)
        {
            ref var first = ref _first[message.CountedChain];
            message.NextCounted = first;
            Volatile.Write(ref first, message);
        }
    }

    public void Remove(RecentMessage message)
    {
        if (message.CountedChain < 0)
        {
            return;
        }

        ref var first = ref _first[message.CountedChain];
        if (first == message)
        {
            Volatile.Write(ref first, message.NextCounted);
            return;
        }

        var before = first;
        while (before is not null && before.NextCounted != message)
        {
            before = before.NextCounted;
        }

        before?.NextCounted = message.NextCounted;
    }

    /// <summary>The chain of a recipient and an account.</summary>
    public static int ChainOf(Msisdn recipient, int account) => (int)(CountedTable.HashOf(recipient.Digits, account) % Chains);
}
