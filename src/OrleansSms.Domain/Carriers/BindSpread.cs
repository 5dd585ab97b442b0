using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>
/// Where binds run among several silos. A carrier's binds go to as many silos as there are, one after the other; where its first goes follows from its id, so that
/// many carriers of one bind each do not meet in one silo.
/// </summary>
public static class BindSpread
{
    private const uint FnvOffset = 2_166_136_261;
    private const uint FnvPrime = 16_777_619;

    /// <summary>The place of a bind among <paramref name="silos"/> silos that every silo puts in the same order.</summary>
    public static int PlaceOf(BindKey bind, int silos) => (int)(unchecked(Hash(bind.Carrier) + (uint)bind.Index) % (uint)silos);

    /// <summary>The same in every process, which a string's own hash is not.</summary>
    private static uint Hash(string text)
    {
        var hash = FnvOffset;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * FnvPrime);
        }

        return hash;
    }
}
