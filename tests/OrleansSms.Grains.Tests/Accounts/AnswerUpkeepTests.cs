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
