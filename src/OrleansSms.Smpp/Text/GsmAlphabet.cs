using System.Collections.Concurrent;
using OrleansSms.Smpp.Text.Languages;

namespace OrleansSms.Smpp.Text;

// One locking table with one single shift table, both ways. A character maps to its septet, with the escape code in the high octet when it needs one.
internal sealed class GsmAlphabet
{
    internal const byte Escape = 0x1B;
    internal const byte QuestionMark = 0x3F;
    internal const ushort None = 0xFFFF;
    private const int Cedilla = 0x09;

    // At most 14 x 14 pairs for each meaning of data_coding 0, built when first used; languages that a peer makes up do not count.
    private static readonly ConcurrentDictionary<(NationalShift, DefaultAlphabet), GsmAlphabet> Built = new();

    private static readonly GsmAlphabet[] Plain =
    [
        new(default, DefaultAlphabet.Gsm0338Unpacked),
        new(default, DefaultAlphabet.Latin1),
        new(default, DefaultAlphabet.Ascii),
        new(default, DefaultAlphabet.Gsm0338SmallCedilla),
    ];

    private readonly string _locking;
    private readonly string _single;
    private readonly ushort[]?[] _pages = new ushort[256][];

    private GsmAlphabet(NationalShift shift, DefaultAlphabet alphabet)
    {
        _locking = LanguageTables.Locking(shift.LockingShift);
        _single = LanguageTables.Single(shift.SingleShift);
        if (alphabet == DefaultAlphabet.Gsm0338SmallCedilla && shift.LockingShift == NationalLanguage.None)
        {
            _locking = _locking[..Cedilla] + "ç" + _locking[(Cedilla + 1)..];
        }

        var highest = alphabet switch { DefaultAlphabet.Latin1 => '\u00FF', DefaultAlphabet.Ascii => '\u007F', _ => '\uFFFF' };
        AddAll(_locking, 0, highest);
        AddAll(_single, Escape << 8, highest);
    }

    internal static GsmAlphabet For(NationalShift shift, DefaultAlphabet alphabet)
    {
        var known = (uint)alphabet < (uint)Plain.Length ? alphabet : DefaultAlphabet.Gsm0338Unpacked;
        var tables = shift.On(known);
        return tables.IsNone ? Plain[(int)known] : Built.GetOrAdd((tables, known), static key => new GsmAlphabet(key.Item1, key.Item2));
    }

    // The septet, with 0x1B in the high octet for an extension character; None when there is no code for it.
    internal ushort Code(char character)
    {
        var page = _pages[character >> 8];
        return page is null ? None : page[character & 0xFF];
    }

    internal int Cost(char character) => Cost(Code(character));

    internal static int Cost(ushort code) => code == None || code < 0x80 ? 1 : 2;

    internal bool Has(char character) => Code(character) != None;

    internal char Decode(byte septet) => septet < 0x80 ? OrReplacement(_locking[septet]) : '\uFFFD';

    // A code that the extension table lacks is shown as the one of the main table (3GPP TS 23.038 §6.2.1.1 note), a second escape as a space.
    internal char DecodeEscaped(byte septet) => septet switch
    {
        Escape => ' ',
        < 0x80 when _single[septet] != '\0' => _single[septet],
        _ => Decode(septet),
    };

    private static char OrReplacement(char character) => character == '\0' ? '\uFFFD' : character;

    private void AddAll(string table, int prefix, char highest)
    {
        for (var code = 0; code < table.Length; code++)
        {
            var character = table[code];
            if (character is '\0' or (char)Escape || character > highest)
            {
                continue;
            }

            var page = _pages[character >> 8] ??= NewPage();
            ref var entry = ref page[character & 0xFF];
            entry = entry == None ? (ushort)(prefix | code) : entry;
        }
    }

    private static ushort[] NewPage()
    {
        var page = new ushort[256];
        Array.Fill(page, None);
        return page;
    }
}
