namespace OrleansSms.Domain.Campaigns;

/// <summary>Which variant of a test is best.</summary>
public static class WinnerRule
{
    /// <summary>
    /// The variant with the greatest rate. A variant of which nothing was sent has none; of equal ones the first wins, so that the outcome is the same whoever reckons it.
    /// Fractions are compared by multiplication: no rate is rounded.
    /// </summary>
    public static int Choose(IReadOnlyList<CampaignCounts> variants, TestMetric metric)
    {
        var best = 0;
        for (var i = 1; i < variants.Count; i++)
        {
            if (IsBetter(variants[i], variants[best], metric))
            {
                best = i;
            }
        }

        return best;
    }

    private static bool IsBetter(CampaignCounts left, CampaignCounts right, TestMetric metric) =>
        left.Sent > 0 && (right.Sent == 0 || (Int128)Of(left, metric) * right.Sent > (Int128)Of(right, metric) * left.Sent);

    private static long Of(CampaignCounts counts, TestMetric metric) => metric switch
    {
        TestMetric.Clicked => counts.Clicked,
        TestMetric.Replied => counts.Replied,
        _ => counts.Delivered,
    };
}
