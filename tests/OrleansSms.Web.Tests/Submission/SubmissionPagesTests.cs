using System.Threading.Channels;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Messages;
using OrleansSms.Web.Tests.Http;

namespace OrleansSms.Web.Tests.Submission;

/// <summary>How single messages come together in calls.</summary>
public sealed class SubmissionPagesTests
{
    private readonly Channel<(IReadOnlyList<SubmitRequest> Requests, TaskCompletionSource Go)> _calls =
        Channel.CreateUnbounded<(IReadOnlyList<SubmitRequest>, TaskCompletionSource)>();

    private readonly SubmissionPages _pages;

    public SubmissionPagesTests()
    {
        var grains = new StandIns { Submit = request => SubmitResult.Refused(SubmitVerdict.Invalid, request.Body), BeforeMany = HoldAsync };
        _pages = new SubmissionPages(grains.Factory());
    }

    [Fact]
    public async Task The_first_go_at_once_and_those_behind_them_together_when_a_call_ends()
    {
        var results = Enumerable.Range(0, SubmissionPages.MaxCalls + 5).Select(i => Submit($"{i}")).ToArray();
        var first = await TakeAsync(SubmissionPages.MaxCalls);
        Assert.All(first, call => Assert.Single(call.Requests));
        Assert.False(_calls.Reader.TryRead(out _));

        first[1].Go.SetResult();
        var (together, go) = Assert.Single(await TakeAsync(1));

        Assert.Equal(["3", "4", "5", "6", "7"], together.Select(request => request.Body));
        go.SetResult();
        first[0].Go.SetResult();
        first[2].Go.SetResult();
        var details = await Task.WhenAll(results);
        Assert.Equal(Enumerable.Range(0, results.Length).Select(i => $"{i}"), details.Select(result => result.Detail));
    }

    [Fact]
    public async Task Neither_a_code_nor_another_account_waits_for_calls_under_way()
    {
        var busy = Enumerable.Range(0, SubmissionPages.MaxCalls).Select(_ => Submit("bulk")).ToArray();
        await TakeAsync(SubmissionPages.MaxCalls);

        var code = Submit("code", category: MessageCategory.Authentication);
        var other = Submit("other", "acc_two");

        var calls = await TakeAsync(2);
        Assert.Equal(["code", "other"], calls.Select(call => Assert.Single(call.Requests).Body).Order());
        calls.ForEach(call => call.Go.SetResult());
        await Task.WhenAll(code, other);
        Assert.All(busy, task => Assert.False(task.IsCompleted));
    }

    [Fact]
    public async Task A_call_takes_a_bounded_number()
    {
        var all = Enumerable.Range(0, SubmissionPages.MaxCalls + SubmitRequest.MaxTogether + 1).Select(_ => Submit("x")).ToArray();
        var first = await TakeAsync(SubmissionPages.MaxCalls);

        first[0].Go.SetResult();
        Assert.Equal(SubmitRequest.MaxTogether, (await TakeAsync(1))[0].Requests.Count);
        first[1].Go.SetResult();
        Assert.Single((await TakeAsync(1))[0].Requests);
        Assert.Equal(2, all.Count(task => task.IsCompleted));
    }

    [Fact]
    public async Task When_too_many_wait_the_next_is_refused_and_may_be_tried_again()
    {
        var all = Enumerable.Range(0, SubmissionPages.MaxCalls + SubmissionPages.MaxWaiting).Select(_ => Submit("x")).ToArray();

        var refused = await Submit("one too many");

        Assert.Equal((SubmitVerdict.Unavailable, 1), (refused.Verdict, refused.RetryAfterSeconds));
        Assert.All(all, task => Assert.False(task.IsCompleted));
    }

    [Fact]
    public async Task A_call_that_fails_is_told_to_each_of_its_requests_and_the_next_goes_on()
    {
        var all = Enumerable.Range(0, SubmissionPages.MaxCalls + 2).Select(_ => Submit("x")).ToArray();
        var first = await TakeAsync(SubmissionPages.MaxCalls);

        first[0].Go.SetException(new TimeoutException("no answer"));
        await Assert.ThrowsAsync<TimeoutException>(() => all[0]);
        (await TakeAsync(1))[0].Go.SetException(new TimeoutException("no answer"));
        await Assert.ThrowsAsync<TimeoutException>(() => all[^1]);
        await Assert.ThrowsAsync<TimeoutException>(() => all[^2]);

        var next = Submit("next");
        (await TakeAsync(1))[0].Go.SetResult();
        Assert.Equal("next", (await next).Detail);
    }

    private Task<SubmitResult> Submit(string body, string account = "acc_one", MessageCategory category = MessageCategory.Transactional) =>
        _pages.SubmitAsync(account, new SubmitRequest { Body = body, Category = category, Recipients = [new SubmitRecipient("+447700900123")] });

    private Task HoldAsync(IReadOnlyList<SubmitRequest> requests)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Writer.TryWrite((requests, go));
        return go.Task;
    }

    private async Task<List<(IReadOnlyList<SubmitRequest> Requests, TaskCompletionSource Go)>> TakeAsync(int count)
    {
        var calls = new List<(IReadOnlyList<SubmitRequest>, TaskCompletionSource)>();
        while (calls.Count < count)
        {
            calls.Add(await _calls.Reader.ReadAsync());
        }

        return calls;
    }
}
