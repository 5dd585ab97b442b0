namespace OrleansSms.Smpp.Text;

/// <summary>What data_coding 0, "SMSC default alphabet" (SMPP 3.4 §5.2.19), means at one SMSC. A setting of the bind.</summary>
public enum DefaultAlphabet
{
    /// <summary>GSM 03.38, one septet in each octet. Code 0x09 is Ç, as in 3GPP TS 23.038 §6.2.1.</summary>
    Gsm0338Unpacked,

    /// <summary>ISO 8859-1, which the SMSC turns into GSM 03.38: only characters that both have can be sent.</summary>
    Latin1,

    /// <summary>ASCII, which the SMSC turns into GSM 03.38: only characters that both have can be sent.</summary>
    Ascii,

    /// <summary>
    /// As <see cref="Gsm0338Unpacked"/>, but with code 0x09 as ç, as in the Unicode mapping table ETSI/GSM0338.TXT that some SMSCs
    /// follow.
    /// </summary>
    Gsm0338SmallCedilla,
}
