namespace OrleansSms.Smpp.Receipts;

// Finds the fields of a receipt's text (SMPP 3.4 appendix B) in any order, by position only. A field that is missing has an empty range.
internal ref struct ReceiptFields
{
    private readonly ReadOnlySpan<byte> _text;
    private Ranges _ranges;
    private int _seen;

    private ReceiptFields(ReadOnlySpan<byte> text)
    {
        _text = text;
    }

    // Fields found, whether or not they have a value.
    internal readonly int Count => int.PopCount(_seen);

    internal static ReceiptFields Scan(ReadOnlySpan<byte> text)
    {
        var fields = new ReceiptFields(text);
        var current = -1;
        var valueStart = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if ((at > 0 && !IsSeparator(text[at - 1])) || !TryKey(text[at..], out var field, out var length) || fields.Has(field))
            {
                continue;
            }

            fields.Close(current, valueStart, at);
            current = (int)field;
            fields._seen |= 1 << current;
            at += length - 1;
            valueStart = at + 1;

            // The text is the customer's, and may look like anything: when it comes last, as it should, nothing in it is a field.
            if (field == ReceiptField.Text && fields.Has(ReceiptField.Id) && fields.Has(ReceiptField.Stat))
            {
                break;
            }
        }

        fields.Close(current, valueStart, text.Length);
        return fields;
    }

    internal readonly bool Has(ReceiptField field) => (_seen & (1 << (int)field)) != 0;

    internal readonly (int Start, int Length) Range(ReceiptField field) => _ranges[(int)field];

    internal readonly ReadOnlySpan<byte> Value(ReceiptField field)
    {
        var (start, length) = _ranges[(int)field];
        return _text.Slice(start, length);
    }

    // The value up to the first blank, without a comma behind it; an id, a state or a number has no blank inside.
    internal readonly ReadOnlySpan<byte> Word(ReceiptField field)
    {
        var value = Value(field);
        var end = 0;
        while (end < value.Length && !IsBlank(value[end]))
        {
            end++;
        }

        return value[..end].TrimEnd(",;|"u8);
    }

    private void Close(int field, int start, int end)
    {
        if (field < 0)
        {
            return;
        }

        while (start < end && IsBlank(_text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(_text[end - 1]))
        {
            end--;
        }

        _ranges[field] = (start, end - start);
    }

    private static bool TryKey(ReadOnlySpan<byte> text, out ReceiptField field, out int length)
    {
        field = default;
        length = 0;
        var key = (text[0] | 0x20) switch
        {
            'i' => Key(text, "id:"u8, ReceiptField.Id, ref field),
            'd' => Key(text, "dlvrd:"u8, ReceiptField.Delivered, ref field) | Key(text, "done date:"u8, ReceiptField.DoneDate, ref field)
                | Key(text, "done_date:"u8, ReceiptField.DoneDate, ref field),
            's' => Key(text, "stat:"u8, ReceiptField.Stat, ref field) | Key(text, "sub:"u8, ReceiptField.Submitted, ref field)
                | Key(text, "submit date:"u8, ReceiptField.SubmitDate, ref field) | Key(text, "submit_date:"u8, ReceiptField.SubmitDate, ref field),
            'e' => Key(text, "err:"u8, ReceiptField.Error, ref field),
            't' => Key(text, "text:"u8, ReceiptField.Text, ref field),
            _ => 0,
        };
        length = key;
        return key > 0;
    }

    // The length of the key when the text begins with it in any case, else 0.
    private static int Key(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, ReceiptField name, ref ReceiptField field)
    {
        if (text.Length < key.Length || text[key.Length - 1] != ':' || !System.Text.Ascii.EqualsIgnoreCase(text[..key.Length], key))
        {
            return 0;
        }

        field = name;
        return key.Length;
    }

    private static bool IsSeparator(byte octet) => IsBlank(octet) || octet is (byte)',' or (byte)';' or (byte)'|';

    // Control characters and NULs included, but 0x11 is the underscore of GSM 03.38.
    private static bool IsBlank(byte octet) => octet is <= (byte)' ' and not 0x11;

    [System.Runtime.CompilerServices.InlineArray(8)]
    private struct Ranges
    {
        private (int Start, int Length) _first;
    }
}
