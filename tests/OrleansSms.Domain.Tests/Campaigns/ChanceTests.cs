using CsCheck;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Domain.Tests.Campaigns;

public sealed class ChanceTests
{
    private static readonly Gen<Msisdn> Numbers = Gen.Long[1_000_000, 999_999_999_999_999].Select(digits => new Msisdn(digits));

    [Fact]
    public void Variants_come_in_the_proportion_of_their_shares() =>
        Gen.Int[1, 9].List[1, 5].Sample(
            shares =>
            {
                const int Recipients = 20_000;
                var variants = VariantsOf(shares);
                var counts = new int[shares.Count];
                for (var i = 0; i < Recipients; i++)
                {
                    counts[Chance.VariantOf("cmp_1", new Msisdn(447_700_000_000 + i), variants)]++;
                }

                for (var i = 0; i < shares.Count; i++)
                {
                    // Five standard deviations of a fair draw.
                    var share = shares[i] / (double)shares.Sum();
                    Assert.InRange(counts[i], (Recipients * share) - (5 * Math.Sqrt(Recipients * share * (1 - share))) - 1, (Recipients * share) + (5 * Math.Sqrt(Recipients * share * (1 - share))) + 1);
                }
            },
            iter: 30);

    [Fact]
    public void Campaigns_draw_independently_of_each_other()
    {
        var variants = VariantsOf([1, 1]);
        var same = Enumerable.Range(0, 10_000).Select(static i => new Msisdn(447_700_000_000 + i))
            .Count(number => Chance.VariantOf("cmp_1", number, variants) == Chance.VariantOf("cmp_2", number, variants));

        Assert.InRange(same, 4_750, 5_250);
    }

    [Fact]
    public void Another_sender_in_the_pool_changes_only_those_who_get_it() =>
        Gen.Select(Numbers, Gen.Int[1, 20]).Sample((number, count) =>
        {
            var senders = Enumerable.Range(0, count).Select(static i => $"Shop{i}").ToList();
            var before = Chance.SenderOf(number, senders);
            var after = Chance.SenderOf(number, [.. senders, "Other"]);
            Assert.True(after == before || after == "Other");
        });

    [Fact]
    public void The_tested_part_has_its_size()
    {
        var test = new VariantTest(20, TimeSpan.FromHours(1), TestMetric.Delivered);
        var tested = Enumerable.Range(0, 20_000).Count(i => Chance.IsTested("cmp_1", new Msisdn(447_700_000_000 + i), test));

        Assert.InRange(tested, 3_700, 4_300);
    }

    private static List<Variant> VariantsOf(IReadOnlyList<int> shares) => [.. shares.Select(static (share, i) => new Variant { Name = $"{i}", Body = "x", Share = share })];
}
