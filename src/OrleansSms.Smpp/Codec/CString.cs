using System.Runtime.CompilerServices;
using System.Text;

namespace OrleansSms.Smpp.Codec;

/// <summary>
/// A C-octet string of a PDU (SMPP 3.4 §3.1): characters when it was set, octets of the PDU's own memory when it was decoded. Octets become
/// a string when they are first asked for, which most never are.
/// </summary>
internal struct CString
{
    private readonly int _start;
    private readonly int _length;

    /// <summary>A string, or the array that the octets are in.</summary>
    private object? _value;

    public CString(string? text) => _value = text;

    public CString(byte[] octets, int start, int length) => (_value, _start, _length) = (octets, start, length);

    /// <summary>The characters; safe to keep.</summary>
    public string Text
    {
        get
        {
            if (IsOctets)
            {
                _value = Encoding.Latin1.GetString(Octets);
            }

            return (string?)_value ?? string.Empty;
        }
    }

    /// <summary>Whether it is still as it was decoded.</summary>
    public readonly bool IsOctets => _value is not (null or string);

    /// <summary>The octets of one that <see cref="IsOctets"/>. There is no third kind of value; a checked cast to an array is the dearest step of the codec.</summary>
    public readonly ReadOnlySpan<byte> Octets => Unsafe.As<byte[]>(_value!).AsSpan(_start, _length);
}
