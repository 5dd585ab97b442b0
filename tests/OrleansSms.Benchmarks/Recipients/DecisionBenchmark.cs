using BenchmarkDotNet.Attributes;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Benchmarks.Recipients;

/// <summary>One recipient's decision about one message, with every rule that a policy has from the start and a cap.</summary>
public class DecisionBenchmark
{
    private const string Account = "acc_benchmark";
    private const int Cap = 10;
    private const int Day = 86_400;

    private static readonly IdGenerator Ids = new(TimeProvider.System);
    private static readonly long Now = TimeProvider.System.GetUnixMicros();
    private static readonly AccountPolicy Policy = new() { Account = Account, Caps = [new FrequencyCap(Cap, Day)] };

    private static readonly DecisionRequest Request = new(
        new MessageId(Ids.Next()), new Msisdn(447_700_900_123), MessageCategory.Transactional, "SHOP", null, 1, TextHash.Of("Your parcel is here"), Now, DryRun: true);

    private readonly Recipient _open = New(new RecipientState(), counted: Cap / 2);
    private readonly Recipient _full = New(new RecipientState(), counted: Cap);
    private readonly Recipient _optedOut = New(new RecipientState { OptOuts = [new OptOut(Account, Now, "inb_1", "STOP")] }, counted: 0);

    /// <summary>It goes: the cap has room.</summary>
    [Benchmark]
    public Decision Send() => _open.Decide(Policy, Request, ComplianceData.Shipped, epoch: 1);

    /// <summary>It waits: the cap is full.</summary>
    [Benchmark]
    public Decision Hold() => _full.Decide(Policy, Request, ComplianceData.Shipped, epoch: 1);

    /// <summary>It never goes: the recipient said STOP.</summary>
    [Benchmark]
    public Decision Suppress() => _optedOut.Decide(Policy, Request, ComplianceData.Shipped, epoch: 1);

    private static Recipient New(RecipientState state, int counted)
    {
        var log = new SendLog(Day);
        for (var i = 0; i < counted; i++)
        {
            log.Add(SendLogEntry.Of(Request with { Message = new MessageId(Ids.Next()), TextHash = i }));
        }

        var recipient = new Recipient(state);
        recipient.SetLog(Account, log);
        return recipient;
    }
}
