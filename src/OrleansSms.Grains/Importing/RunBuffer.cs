using System.Buffers;
using System.Buffers.Binary;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>Rows that gather until they are many enough for a run: put in order, they go to disk.</summary>
internal sealed class RunBuffer(FieldTable table)
{
    /// <summary>Before each record: number, row, length.</summary>
    public const int HeadBytes = sizeof(long) + sizeof(int) + sizeof(int);

    private readonly ArrayBufferWriter<byte> _records = new();
    private readonly List<Entry> _entries = [];

    public int Rows => _entries.Count;

    public int Bytes => _records.WrittenCount;

    public void Add(Contact contact, int row)
    {
        var start = _records.WrittenCount;
        ContactRecord.Write(contact, table, _records);
        _entries.Add(new Entry(contact.Number.Digits, row, start, _records.WrittenCount - start));
    }

    /// <summary>Writes the run and begins the next.</summary>
    public void Write(IImportFiles files, string import, int number)
    {
        _entries.Sort(static (left, right) => left.Number != right.Number ? left.Number.CompareTo(right.Number) : left.Row.CompareTo(right.Row));
        using var stream = files.Create(import, ImportFile.Run, number);
        Span<byte> head = stackalloc byte[HeadBytes];
        foreach (var entry in _entries)
        {
            BinaryPrimitives.WriteInt64LittleEndian(head, entry.Number);
            BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(long)..], entry.Row);
            BinaryPrimitives.WriteInt32LittleEndian(head[(sizeof(long) + sizeof(int))..], entry.Length);
            stream.Write(head);
            stream.Write(_records.WrittenSpan.Slice(entry.Start, entry.Length));
        }

        files.Flush(stream);
        _entries.Clear();
        _records.ResetWrittenCount();
    }

    private readonly record struct Entry(long Number, int Row, int Start, int Length);
}
