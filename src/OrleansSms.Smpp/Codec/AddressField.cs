using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>An address of a PDU: TON, NPI and a <see cref="CString"/>.</summary>
internal struct AddressField(byte ton, byte npi, CString value)
{
    private CString _value = value;

    public AddressField(SmppAddress address)
        : this(address.Ton, address.Npi, new CString(address.Value))
    {
    }

    public readonly byte Ton { get; } = ton;

    public readonly byte Npi { get; } = npi;

    public readonly CString Value => _value;

    /// <summary>As a value; safe to keep.</summary>
    public SmppAddress Address => new(Ton, Npi, _value.Text);
}
