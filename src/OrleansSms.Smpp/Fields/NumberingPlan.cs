namespace OrleansSms.Smpp.Fields;

/// <summary>NPI: the plan that an address belongs to (SMPP 3.4 §5.2.6).</summary>
public static class NumberingPlan
{
    /// <summary>Not said; goes with alphanumeric names and short codes.</summary>
    public const byte Unknown = 0;

    /// <summary>ISDN, E.163 and E.164: telephone numbers.</summary>
    public const byte Isdn = 1;

    /// <summary>Data, X.121.</summary>
    public const byte Data = 3;

    /// <summary>Telex, F.69.</summary>
    public const byte Telex = 4;

    /// <summary>Land mobile, E.212.</summary>
    public const byte LandMobile = 6;

    /// <summary>National.</summary>
    public const byte National = 8;

    /// <summary>Private.</summary>
    public const byte Private = 9;

    /// <summary>ERMES.</summary>
    public const byte Ermes = 10;

    /// <summary>Internet, IP.</summary>
    public const byte Internet = 14;

    /// <summary>WAP client id.</summary>
    public const byte WapClientId = 18;
}
