using System.Buffers.Binary;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>The rows of all runs in the order of their numbers, and of their rows where the number is the same.</summary>
internal sealed class MergedRuns : IDisposable
{
    private readonly FieldTable _table;
    private readonly PriorityQueue<Run, (long Number, int Row)> _runs = new();

    public MergedRuns(IImportFiles files, string import, int runs, IReadOnlyList<string> fields)
    {
        _table = FieldTable.Empty.With(fields);
        for (var i = 0; i < runs; i++)
        {
            var stream = files.Open(import, ImportFile.Run, i) ?? throw new IOException($"Run {i} of an import is gone.");
            Put(new Run(stream));
        }
    }

    /// <summary>The next row; null behind the last.</summary>
    public Contact? Next()
    {
        if (!_runs.TryDequeue(out var run, out _))
        {
            return null;
        }

        var contact = ContactRecord.Read(default, new Msisdn(run.Number), run.Record, _table);
        Put(run);
        return contact;
    }

    public void Dispose()
    {
        while (_runs.TryDequeue(out var run, out _))
        {
            run.Dispose();
        }
    }

    private void Put(Run run)
    {
        if (run.Read())
        {
            _runs.Enqueue(run, (run.Number, run.Row));
        }
        else
        {
            run.Dispose();
        }
    }

    private sealed class Run(Stream stream) : IDisposable
    {
        private byte[] _record = new byte[256];
        private int _length;

        public long Number { get; private set; }

        public int Row { get; private set; }

        public ReadOnlySpan<byte> Record => _record.AsSpan(0, _length);

        public bool Read()
        {
            Span<byte> head = stackalloc byte[RunBuffer.HeadBytes];
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            {
                return false;
            }

            Number = BinaryPrimitives.ReadInt64LittleEndian(head);
            Row = BinaryPrimitives.ReadInt32LittleEndian(head[sizeof(long)..]);
            _length = BinaryPrimitives.ReadInt32LittleEndian(head[(sizeof(long) + sizeof(int))..]);
            if (_record.Length < _length)
            {
                _record = new byte[_length * 2];
            }

            stream.ReadExactly(_record.AsSpan(0, _length));
            return true;
        }

        public void Dispose() => stream.Dispose();
    }
}
