using BenchmarkDotNet.Attributes;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Benchmarks.Recipients;

/// <summary>One recipient's decision about one message.</summary>
public class DecisionBenchmark
{
    private const string Account = "acc_benchmark";
    private const int Cap = 10;

    private static readonly IdGenerator Ids = new(TimeProvider.System);
    private static readonly long Now = TimeProvider.System.GetUnixMicros();

    private readonly DecisionRequest _request = new(
        new MessageId(Ids.Next()), new Msisdn(447_700_900_123), Account, MessageCategory.Marketing, "SHOP", 1, new RecipientCap(Cap, 86_400), Now);

    private readonly Recipient _open = New(new RecipientState(), counted: Cap / 2);
    private readonly Recipient _full = New(new RecipientState(), counted: Cap);
    private readonly Recipient _optedOut = New(new RecipientState { OptOuts = [new OptOut(Account, Now, "inb_1", "STOP")] }, counted: 0);

    /// <summary>It goes: the cap has room, and its place is kept already.</summary>
    [Benchmark]
    public Decision Send() => _open.Decide(_request);

    /// <summary>It waits: the cap is full.</summary>
    [Benchmark]
    public Decision Hold() => _full.Decide(_request);

    /// <summary>It never goes: the recipient said STOP.</summary>
    [Benchmark]
    public Decision Suppress() => _optedOut.Decide(_request);

    private static Recipient New(RecipientState state, int counted)
    {
        var window = new RollingWindow();
        for (var i = 0; i < counted; i++)
        {
            window.Add(new MessageId(Ids.Next()), Now);
        }

        var recipient = new Recipient(state);
        recipient.SetWindow(Account, window);
        return recipient;
    }
}
