namespace OrleansSms.Smpp.Fields;

/// <summary>TON: what kind of number an address is (SMPP 3.4 §5.2.5).</summary>
public static class TypeOfNumber
{
    /// <summary>Not said.</summary>
    public const byte Unknown = 0;

    /// <summary>With country code: an MSISDN.</summary>
    public const byte International = 1;

    /// <summary>Without country code.</summary>
    public const byte National = 2;

    /// <summary>Of one network, such as a short code.</summary>
    public const byte NetworkSpecific = 3;

    /// <summary>Of one subscriber.</summary>
    public const byte SubscriberNumber = 4;

    /// <summary>A name of up to 11 characters.</summary>
    public const byte Alphanumeric = 5;

    /// <summary>A short number.</summary>
    public const byte Abbreviated = 6;
}
