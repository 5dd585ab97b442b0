using System.Runtime.InteropServices;

namespace OrleansSms.Load.Carrier;

/// <summary>Every submit_sm that the carrier has accepted, until it is taken away.</summary>
internal sealed class SubmitLog
{
    /// <summary>About a gigabyte; a run that sends more must take away in between.</summary>
    private const int MaxChunks = 512;

    private const int ChunkRecords = 65_536;

    private List<SubmitRecord[]> _chunks = [];
    private int _inLast = ChunkRecords;

    /// <summary>False when there are too many.</summary>
    public bool TryAdd(in SubmitRecord record)
    {
        if (_inLast == ChunkRecords)
        {
            if (_chunks.Count == MaxChunks)
            {
                return false;
            }

            _chunks.Add(GC.AllocateUninitializedArray<SubmitRecord>(ChunkRecords));
            _inLast = 0;
        }

        _chunks[^1][_inLast++] = record;
        return true;
    }

    /// <summary>Writes what there is to a file and forgets it. The file is written beside the thread that calls.</summary>
    public Task TakeAsync(string path)
    {
        var (chunks, inLast) = (_chunks, _inLast);
        (_chunks, _inLast) = ([], ChunkRecords);
        return Task.Run(() => Write(path, chunks, inLast));
    }

    public static IEnumerable<SubmitRecord> Read(string path)
    {
        using var file = File.OpenRead(path);
        var chunk = new SubmitRecord[ChunkRecords];
        int read;
        do
        {
            read = file.ReadAtLeast(MemoryMarshal.AsBytes(chunk.AsSpan()), ChunkRecords * SubmitRecord.Bytes, throwOnEndOfStream: false) / SubmitRecord.Bytes;
            for (var i = 0; i < read; i++)
            {
                yield return chunk[i];
            }
        }
        while (read == ChunkRecords);
    }

    private static void Write(string path, List<SubmitRecord[]> chunks, int inLast)
    {
        using var file = File.Create(path);
        for (var i = 0; i < chunks.Count; i++)
        {
            file.Write(MemoryMarshal.AsBytes(chunks[i].AsSpan(0, i == chunks.Count - 1 ? inLast : ChunkRecords)));
        }
    }
}
