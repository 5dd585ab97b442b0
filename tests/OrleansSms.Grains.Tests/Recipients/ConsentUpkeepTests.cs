using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Recipients;

/// <summary>How long a consent can be proved.</summary>
[Collection(SharedGateway.Name)]
public sealed class ConsentUpkeepTests(Gateway gateway)
{
    [Fact]
    public async Task A_record_is_kept_for_five_years_after_it_was_revoked_and_one_that_stands_for_good()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var number = new Msisdn(long.Parse(scene.Number(1)[1..], System.Globalization.CultureInfo.InvariantCulture));
        var consents = gateway.Grains.GetGrain<IConsentsGrain>(scene.Account);
        var now = gateway.Time.GetUnixMicros();
        await consents.RecordAsync(number, Record("con_gone_" + scene.Account, number, now), null, null);
        await consents.RecordAsync(number, Record("con_stands_" + scene.Account, number, now) with { Purpose = "vip" }, null, null);
        var revoked = (await consents.RevokeAsync("con_gone_" + scene.Account))!.RevokedAt!.Value;
        var upkeep = gateway.Services.GetServices<IDocumentUpkeep>().OfType<ConsentUpkeep>().Single();

        await upkeep.PruneAsync(revoked + UnixMicros.From(TimeSpan.FromDays(5 * 365)), default);
        Assert.Equal(2, (await consents.ListOfAsync(number)).Count);

        await upkeep.PruneAsync(revoked + UnixMicros.From(ConsentRecord.KeptAfterRevocation) + 1, default);
        Assert.Equal("vip", Assert.Single(await consents.ListOfAsync(number)).Purpose);
        Assert.Null(await consents.GetAsync("con_gone_" + scene.Account));
        Assert.Single((await StateAsync(number)).Consents);
    }

    private static ConsentRecord Record(string id, Msisdn number, long now) => new()
    {
        Id = id,
        Account = "",
        Number = number.ToString(),
        Purpose = "marketing",
        Wording = "Text me",
        GivenAt = now,
        RecordedAt = now,
    };

    private ValueTask<RecipientState> StateAsync(Msisdn number) => gateway.Grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).GetAsync(number);
}
