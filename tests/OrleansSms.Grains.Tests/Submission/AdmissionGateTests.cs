using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Tests.Submission;

public sealed class AdmissionGateTests
{
    private readonly AdmissionGate _gate = new(new GatewayLimits { ConcurrentBulkMessages = 1_000, WaitingBulkRequests = 2 });

    [Fact]
    public async Task Small_batches_share_the_room_that_a_large_one_takes_alone()
    {
        Assert.True(await EnterAsync(400));
        Assert.True(await EnterAsync(600));
        var large = EnterAsync(10_000);
        Assert.False(large.IsCompleted);
        _gate.Leave(400);
        Assert.False(large.IsCompleted);
        _gate.Leave(600);
        Assert.True(await large);
        Assert.False(EnterAsync(1).IsCompleted);
    }

    [Fact]
    public async Task Those_that_wait_go_in_the_order_of_their_arrival_and_the_rest_is_refused()
    {
        Assert.True(await EnterAsync(900));
        var second = EnterAsync(500);
        var third = EnterAsync(50);
        Assert.False(await EnterAsync(50));
        Assert.False(third.IsCompleted);
        _gate.Leave(900);
        Assert.True(await second);
        Assert.True(await third);
    }

    [Fact]
    public async Task One_who_hangs_up_keeps_no_room()
    {
        Assert.True(await EnterAsync(1_000));
        using var hangUp = new CancellationTokenSource();
        var gone = _gate.TryEnterAsync(1_000, hangUp.Token).AsTask();
        var next = EnterAsync(1_000);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _gate.Leave(1_000);
        Assert.True(await next);
        _gate.Leave(1_000);
        Assert.True(await EnterAsync(1_000));
    }

    private Task<bool> EnterAsync(int messages) => _gate.TryEnterAsync(messages, CancellationToken.None).AsTask();
}
