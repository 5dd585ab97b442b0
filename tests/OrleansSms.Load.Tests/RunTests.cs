using OrleansSms.Load.Driving;
using OrleansSms.Load.Running;

namespace OrleansSms.Load.Tests;

/// <summary>Real processes: the gateway, a carrier and this as the customer. Nothing is said about time.</summary>
[Collection(nameof(WholeProcess))]
public sealed class RunTests
{
    [Fact]
    public async Task Single_messages_all_arrive_once_and_are_delivered()
    {
        var options = new RunOptions
        {
            Count = 2_000,
            Connections = 32,
            WarmupSeconds = 0,
            Workload = new WorkloadOptions { Recipients = 1_000 },
        };

        var result = await RunCommand.RunAsync(options, CancellationToken.None);

        AssertDelivered(2_000, result);
    }

    [Fact]
    public async Task Batches_all_arrive_once_and_are_delivered()
    {
        var options = new RunOptions
        {
            IsBatch = true,
            Count = 20 * 500,
            Connections = 8,
            WarmupSeconds = 0,
            Workload = new WorkloadOptions { BatchEvery = 1, BatchSize = 500, Recipients = 5_000 },
        };

        var result = await RunCommand.RunAsync(options, CancellationToken.None);

        AssertDelivered(20 * 500, result);
    }

    private static void AssertDelivered(int messages, RunResult result)
    {
        Assert.Empty(result.Wrong);
        Assert.Equal((messages, 0, 0, 0), (result.Messages, result.Lost, result.Duplicates, result.Failed));
        Assert.Equal(messages, result.Statuses["delivered"]);
    }
}
