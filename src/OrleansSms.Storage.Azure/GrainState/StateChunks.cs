using Azure.Data.Tables;

namespace OrleansSms.Storage.Azure.GrainState;

/// <summary>A state that is spread over the columns <c>Data</c>, <c>Data1</c>…, since one holds at most 64 KiB.</summary>
internal static class StateChunks
{
    /// <summary>Most octets of a state in a table. A row holds 1 MiB with everything that belongs to it, and emulators less; what is larger belongs in blobs.</summary>
    public const int MaxBytes = 600 * 1024;

    private const int ChunkBytes = 64 * 1024;
    private const string Column = "Data";

    public static void Write(TableEntity row, ReadOnlyMemory<byte> state)
    {
        for (var chunk = 0; chunk * ChunkBytes < state.Length; chunk++)
        {
            var from = chunk * ChunkBytes;
            row[NameOf(chunk)] = state[from..Math.Min(from + ChunkBytes, state.Length)].ToArray();
        }
    }

    /// <summary>The state; null when the row holds none because it was cleared.</summary>
    public static BinaryData? Read(TableEntity row)
    {
        if (row.GetBinary(Column) is not { } first)
        {
            return null;
        }

        using var joined = new MemoryStream(first.Length);
        for (var chunk = 0; row.GetBinary(NameOf(chunk)) is { } data; chunk++)
        {
            joined.Write(data);
        }

        return new BinaryData(joined.ToArray());
    }

    private static string NameOf(int chunk) => chunk == 0 ? Column : $"{Column}{chunk}";
}
