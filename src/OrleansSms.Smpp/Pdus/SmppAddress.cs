namespace OrleansSms.Smpp.Pdus;

/// <summary>An address with its type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6).</summary>
/// <param name="Ton">Type of number, see <see cref="Fields.TypeOfNumber"/>.</param>
/// <param name="Npi">Numbering plan indicator, see <see cref="Fields.NumberingPlan"/>.</param>
/// <param name="Value">The address, at most 20 characters of Latin-1 (64 in data_sm and alert_notification).</param>
public readonly record struct SmppAddress(byte Ton, byte Npi, string Value)
{
    /// <summary>An address that says nothing: TON and NPI unknown, no characters.</summary>
    public static SmppAddress Empty => new(0, 0, string.Empty);
}
