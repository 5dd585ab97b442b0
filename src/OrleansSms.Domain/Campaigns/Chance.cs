namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// Choices that look random and are the same each time: by a hash of what is chosen for and the number. Nothing has to be kept of them, and after a crash they come out as
/// they did before.
/// </summary>
public static class Chance
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The variant of a recipient, by the variants' shares.</summary>
    public static int VariantOf(string campaign, Msisdn number, IReadOnlyList<Variant> variants)
    {
        var place = (int)(Hash(campaign, "variant", number) % (ulong)variants.Sum(static variant => variant.Share));
        var index = 0;
        while (place >= variants[index].Share)
        {
            place -= variants[index++].Share;
        }

        return index;
    }

    /// <summary>Whether a recipient takes part in a campaign's test.</summary>
    public static bool IsTested(string campaign, Msisdn number, VariantTest test) => (int)(Hash(campaign, "test", number) % 100) < test.Percent;

    /// <summary>
    /// The sender of a recipient: that of the greatest hash, so that another sender in the pool changes it for few, and every campaign with the same pool chooses the same.
    /// </summary>
    public static string SenderOf(Msisdn number, IReadOnlyList<string> senders)
    {
        var (best, greatest) = (senders[0], 0UL);
        foreach (var sender in senders)
        {
            var hash = Hash(sender, "sender", number);
            if (hash > greatest)
            {
                (best, greatest) = (sender, hash);
            }
        }

        return best;
    }

    /// <summary>FNV-1a over the texts and the number, and then a round that spreads it over all bits.</summary>
    private static ulong Hash(string of, string kind, Msisdn number)
    {
        var hash = Add(Add(Offset, of), kind);
        for (var (digits, i) = (number.Digits, 0); i < sizeof(long); i++, digits >>= 8)
        {
            hash = (hash ^ (byte)digits) * Prime;
        }

        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }
}
