using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Grains.Accounts;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Accounts;

/// <summary>How long answers to requests are kept.</summary>
[Collection(SharedGateway.Name)]
public sealed class AnswerUpkeepTests(Gateway gateway)
{
    /// <summary>More than are read at a time.</summary>
    private const int Many = 1_100;

    [Fact]
    public async Task Answers_of_yesterday_are_gone_however_many_there_are_and_one_of_today_is_kept()
    {
        var scene = gateway.NewScene();
        var answers = gateway.Documents.KeptAnswers();
        var at = gateway.Time.GetUnixMicros();
        var kept = new KeptAnswer([1], new StoredAnswer(201, "application/json", [2], null, scene.Account), at);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => answers.WriteAsync($"{scene.Account}:{i}", scene.Account, kept)));
        await answers.WriteAsync($"{scene.Account}:today", scene.Account, kept with { At = at + 1 });
        var upkeep = gateway.Services.GetServices<IDocumentUpkeep>().OfType<AnswerUpkeep>().Single();

        await upkeep.PruneAsync(at + UnixMicros.From(IdempotencyGrain.KeptFor), default);
        Assert.Equal(Many + 1, await CountAsync(answers, scene));
        await upkeep.PruneAsync(at + UnixMicros.From(IdempotencyGrain.KeptFor) + 1, default);

        Assert.Equal(1, await CountAsync(answers, scene));
        Assert.NotNull(await answers.ReadAsync($"{scene.Account}:today"));
    }

    [Fact]
    public async Task The_answer_of_a_request_that_has_a_key_of_yesterday_is_kept()
    {
        var scene = gateway.NewScene();
        var key = $"{scene.Account}:again";
        var now = gateway.Time.GetUnixMicros();
        var answer = new StoredAnswer(201, "application/json", [2], null, scene.Account);
        await gateway.Documents.KeptAnswers().WriteAsync(key, scene.Account, new KeptAnswer([1], answer, now - UnixMicros.From(IdempotencyGrain.KeptFor) - 1));
        var grain = gateway.Grains.GetGrain<IIdempotencyGrain>(key);

        // Whoever looks for old answers has read that of yesterday by now, and comes too late.
        Assert.Equal(IdempotencyVerdict.Begun, (await grain.BeginAsync([3])).Verdict);
        await grain.CompleteAsync(answer);
        await grain.PruneAsync(now);

        Assert.Equal(IdempotencyVerdict.Answered, (await grain.BeginAsync([3])).Verdict);
        Assert.NotNull(await gateway.Documents.KeptAnswers().ReadAsync(key));
    }

    private static async Task<int> CountAsync(Documents<KeptAnswer> answers, Scene scene)
    {
        var count = 0;
        await foreach (var _ in answers.ReadAllAsync(scene.Account, 7))
        {
            count++;
        }

        return count;
    }
}
