namespace OrleansSms.Smpp.Text;

// data_coding values that are sent or specially read (SMPP 3.4 §5.2.19).
internal static class DataCodings
{
    internal const byte Default = 0x00;
    internal const byte Ascii = 0x01;
    internal const byte Octets = 0x02;
    internal const byte Latin1 = 0x03;
    internal const byte Binary = 0x04;
    internal const byte Jis = 0x05;
    internal const byte Cyrillic = 0x06;
    internal const byte Hebrew = 0x07;
    internal const byte Ucs2 = 0x08;
    internal const byte Pictogram = 0x09;
    internal const byte Iso2022Jp = 0x0A;
    internal const byte KsC5601 = 0x0E;
}
