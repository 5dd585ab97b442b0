using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>A term of a compiled filter.</summary>
internal abstract class Node
{
    public abstract bool Matches(in ContactRow row);
}

internal sealed class AllNode(Node[] terms) : Node
{
    public bool IsEmpty => terms.Length == 0;

    public override bool Matches(in ContactRow row)
    {
        foreach (var term in terms)
        {
            if (!term.Matches(row))
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class AnyNode(Node[] terms) : Node
{
    public override bool Matches(in ContactRow row)
    {
        foreach (var term in terms)
        {
            if (term.Matches(row))
            {
                return true;
            }
        }

        return false;
    }
}

internal sealed class NotNode(Node term) : Node
{
    public override bool Matches(in ContactRow row) => !term.Matches(row);
}

/// <summary>A field is there and not empty.</summary>
internal sealed class SetNode(int slot) : Node
{
    public override bool Matches(in ContactRow row) =>
        row.TryOpen(slot, out var reader) && !(reader.Tag is RecordTag.Text or RecordTag.List && reader.Content.IsEmpty);
}

/// <summary>Always, or never.</summary>
internal sealed class ConstantNode(bool matches) : Node
{
    public override bool Matches(in ContactRow row) => matches;
}

/// <summary>One of a list's items, each <paramref name="stride"/>th, is a text.</summary>
internal sealed class MemberNode(int slot, TextMatch match, int stride) : Node
{
    public override bool Matches(in ContactRow row)
    {
        if (!row.TryOpen(slot, out var reader))
        {
            return false;
        }

        var rest = reader.Content;
        for (var i = 0; RecordReader.TryItem(ref rest, out var item); i++)
        {
            if (i % stride == 0 && match.Holds(item))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A field compared with a number.</summary>
internal sealed class NumberNode(int slot, CompareOperator comparison, double value) : Node
{
    public override bool Matches(in ContactRow row) =>
        row.TryOpen(slot, out var reader) && reader.Tag == RecordTag.Number
        && Order.Holds(comparison, BinaryPrimitives.ReadDoubleLittleEndian(reader.Content).CompareTo(value));
}

/// <summary>A field compared with a date.</summary>
internal sealed class DateNode(int slot, CompareOperator comparison, FieldValue value) : Node
{
    public override bool Matches(in ContactRow row) =>
        row.TryOpen(slot, out var reader) && reader.Tag is RecordTag.Time or RecordTag.Day
        && Order.Holds(comparison, Order.Compare(BinaryPrimitives.ReadInt64LittleEndian(reader.Content), value));
}

/// <summary>A field is true, or false.</summary>
internal sealed class BooleanNode(int slot, bool value) : Node
{
    public override bool Matches(in ContactRow row) =>
        row.TryOpen(slot, out var reader) && reader.Tag == (value ? RecordTag.True : RecordTag.False);
}

/// <summary>A field compared with a text; of a list, one of its items.</summary>
internal sealed class TextNode(int slot, TextMatch match) : Node
{
    public override bool Matches(in ContactRow row)
    {
        if (!row.TryOpen(slot, out var reader))
        {
            return false;
        }

        if (reader.Tag == RecordTag.Text)
        {
            return match.Holds(reader.Content);
        }

        var rest = reader.Tag == RecordTag.List ? reader.Content : default;
        while (RecordReader.TryItem(ref rest, out var item))
        {
            if (match.InList.Holds(item))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The number, written in E.164, compared with a text.</summary>
internal sealed class MsisdnNode(TextMatch match) : Node
{
    public override bool Matches(in ContactRow row)
    {
        Span<byte> text = stackalloc byte[Msisdn.MaxDigits + 1];
        text[0] = (byte)'+';
        row.Number.TryFormat(text[1..], out var written, default, CultureInfo.InvariantCulture);
        return match.Holds(text[..(written + 1)]);
    }
}

/// <summary>How messages have fared, compared with a number or a date.</summary>
internal sealed class EngagementNode(EngagementField field, CompareOperator comparison, FieldValue value) : Node
{
    public override bool Matches(in ContactRow row)
    {
        var actual = field.Read(row.Engagement);
        return field.IsDate
            ? actual != 0 && value.Type == FieldType.Date && Order.Holds(comparison, Order.Compare(actual, value))
            : value.Type == FieldType.Number && Order.Holds(comparison, ((double)actual).CompareTo(value.Number));
    }
}

/// <summary>It has happened at all.</summary>
internal sealed class EngagedNode(EngagementField field) : Node
{
    public override bool Matches(in ContactRow row) => !field.IsDate || field.Read(row.Engagement) != 0;
}
