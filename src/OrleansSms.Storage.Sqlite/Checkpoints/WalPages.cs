using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Checkpoints;

/// <summary>
/// How many pages the write-ahead log of the writer's connection holds. SQLite says so after each commit, in place of making checkpoints itself within one.
/// </summary>
internal sealed unsafe class WalPages : IDisposable
{
    private readonly Connection _writer;
    private readonly int* _pages = (int*)NativeMemory.AllocZeroed(sizeof(int));

    public WalPages(Connection writer)
    {
        _writer = writer;
        writer.OnCommit(&Note, _pages);
    }

    public int Count => *_pages;

    public void Dispose()
    {
        _writer.OnCommit(null, null);
        NativeMemory.Free(_pages);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Note(void* context, void* database, byte* name, int pages)
    {
        *(int*)context = pages;
        return 0;
    }
}
