using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>
/// Which of several silos a bind belongs to. Each carrier has its own order of the silos, and its binds go to them one after the other: a carrier's binds are spread evenly, many
/// carriers of one bind each as well, and a silo that comes or goes moves few.
/// </summary>
public static class BindSpread
{
    private const uint FnvOffset = 2_166_136_261;
    private const uint FnvPrime = 16_777_619;

    /// <summary>The place of a bind's silo in <paramref name="silos"/>, the names of those that there are, in any order.</summary>
    public static int PlaceOf(BindKey bind, IReadOnlyList<string> silos)
    {
        var order = Enumerable.Range(0, silos.Count)
            .OrderBy(place => Mix(Hash(silos[place], Hash(bind.Carrier, FnvOffset))))
            .ThenBy(place => silos[place], StringComparer.Ordinal)
            .ToArray();
        return order[bind.Index % order.Length];
    }

    /// <summary>The same in every process, which a string's own hash is not.</summary>
    private static uint Hash(string text, uint hash)
    {
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * FnvPrime);
        }

        return hash;
    }

    /// <summary>Lets every bit matter to all: names of silos differ in their last characters only.</summary>
    private static uint Mix(uint hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 16)) * 0x85EB_CA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2_AE35;
            return hash ^ (hash >> 16);
        }
    }
}
