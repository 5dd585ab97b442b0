namespace OrleansSms.Smpp.Codec;

/// <summary>
/// The most octets of each field, with the NUL of C-octet strings (SMPP 3.4 §4, §5.2). Where the field is known to be broken
/// in the wild, the limit here is higher than that of the specification, and the reason stands beside it.
/// </summary>
internal static class FieldSizes
{
    /// <summary>The specification says 16; carriers give out longer ones.</summary>
    public const int SystemId = 65;

    /// <summary>The specification says 9; eight characters are too few for a password, so longer ones are in use.</summary>
    public const int Password = 65;

    /// <summary>The specification says 13; longer ones are in use.</summary>
    public const int SystemType = 33;

    public const int AddressRange = 41;
    public const int ServiceType = 6;
    public const int Address = 21;

    /// <summary>Addresses of data_sm and alert_notification.</summary>
    public const int LongAddress = 65;

    /// <summary>YYMMDDhhmmsstnnp and the NUL.</summary>
    public const int Time = 17;

    /// <summary>The specification says 65; ids of two UUIDs with a prefix were seen, and an id that is cut is a receipt that is lost.</summary>
    public const int MessageId = 256;

    public const int DistributionListName = 21;

    /// <summary>254 in SMPP 3.4, 255 in 5.0: what one octet of sm_length can say.</summary>
    public const int ShortMessageBytes = 255;

    /// <summary>The specification says 254: what one octet of number_of_dests can say.</summary>
    public const int Destinations = 255;

    /// <summary>TON and NPI before an address.</summary>
    public const int TonAndNpi = 2;
}
