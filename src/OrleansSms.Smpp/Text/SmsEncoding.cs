namespace OrleansSms.Smpp.Text;

/// <summary>What a text is sent as. Decides how many units one segment of 140 octets holds.</summary>
public enum SmsEncoding
{
    /// <summary>GSM 7-bit, 160 septets a segment (3GPP TS 23.038 §6.2.1). Sent with data_coding 0, the default alphabet of the SMSC.</summary>
    Gsm7 = 0,

    /// <summary>UCS-2, really UTF-16 big endian, 70 code units a segment (3GPP TS 23.038 §6.2.3). Sent with data_coding 8.</summary>
    Ucs2 = 1,

    /// <summary>ISO 8859-1 as 8-bit data, 140 characters a segment. Sent with data_coding 3 (SMPP 3.4 §5.2.19).</summary>
    Latin1 = 2,

    /// <summary>8-bit data that is no text, 140 octets a segment. Sent with data_coding 4 (SMPP 3.4 §5.2.19).</summary>
    Binary = 3,
}
