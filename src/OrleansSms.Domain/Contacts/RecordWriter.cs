using System.Buffers;
using System.Text;

namespace OrleansSms.Domain.Contacts;

/// <summary>Writes the entries of a <see cref="ContactRecord"/>.</summary>
internal static class RecordWriter
{
    private const int MaxVarintBytes = 5;

    public static void Value(ArrayBufferWriter<byte> to, int number, in FieldValue value)
    {
        switch (value.Type)
        {
            case FieldType.Text:
                Text(to, number, value.Text!);
                break;
            case FieldType.Number:
                Head(to, number, RecordTag.Number);
                BinaryPrimitives.WriteDoubleLittleEndian(to.GetSpan(sizeof(double)), value.Number);
                to.Advance(sizeof(double));
                break;
            case FieldType.Date:
                Date(to, number, value.Micros, value.IsDay);
                break;
            case FieldType.Boolean:
                Head(to, number, value.Number != 0 ? RecordTag.True : RecordTag.False);
                break;
            case FieldType.List:
                List(to, number, value.Items!);
                break;
            default:
                break;
        }
    }

    public static void Text(ArrayBufferWriter<byte> to, int number, string text)
    {
        Head(to, number, RecordTag.Text);
        Utf8(to, text);
    }

    public static void Date(ArrayBufferWriter<byte> to, int number, long micros, bool isDay = false)
    {
        Head(to, number, isDay ? RecordTag.Day : RecordTag.Time);
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), micros);
        to.Advance(sizeof(long));
    }

    private static void List(ArrayBufferWriter<byte> to, int number, IReadOnlyList<string> items)
    {
        Head(to, number, RecordTag.List);
        var bytes = 0;
        foreach (var item in items)
        {
            var length = Encoding.UTF8.GetByteCount(item);
            bytes += length + VarintBytes(length);
        }

        Varint(to, bytes);
        foreach (var item in items)
        {
            Utf8(to, item);
        }
    }

    private static void Head(ArrayBufferWriter<byte> to, int number, RecordTag tag)
    {
        Varint(to, number);
        to.GetSpan(1)[0] = (byte)tag;
        to.Advance(1);
    }

    private static void Utf8(ArrayBufferWriter<byte> to, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Varint(to, length);
        to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(length)));
    }

    private static void Varint(ArrayBufferWriter<byte> to, int value)
    {
        var span = to.GetSpan(MaxVarintBytes);
        var count = 0;
        for (var rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                span[count++] = (byte)rest;
                to.Advance(count);
                return;
            }

            span[count++] = (byte)(rest | 0x80);
        }
    }

    private static int VarintBytes(int value)
    {
        var count = 1;
        for (var rest = (uint)value; rest >= 0x80; rest >>= 7)
        {
            count++;
        }

        return count;
    }
}
