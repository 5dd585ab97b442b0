using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansSms.Load.Polling;

/// <summary>
/// One thread that waits for many descriptors at once, by epoll. What measures must cost little beside what it measures: tasks, a thread pool and a completion for
/// each read took as much CPU as the gateway. Linux only, as are the figures from /proc. Not thread-safe.
/// </summary>
internal sealed partial class EventLoop : IDisposable
{
    private const int MaxEvents = 512;
    private const int Add = 1;
    private const int Remove = 2;
    private const int Modify = 3;
    private const uint Readable = 1;
    private const uint Writable = 4;

    private readonly int _epoll;
    private readonly byte[] _events = new byte[MaxEvents * EventBytes];
    private IPolled?[] _polled = new IPolled?[64];

    public EventLoop() => _epoll = Check(EpollCreate(0));

    // The kernel packs the structure on x64 only.
    private static int DataAt => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private static int EventBytes => DataAt + sizeof(long);

    public void Watch(Socket socket, IPolled polled) => Watch((int)socket.Handle, polled);

    public void Watch(int descriptor, IPolled polled)
    {
        if (descriptor >= _polled.Length)
        {
            Array.Resize(ref _polled, Math.Max(descriptor + 1, _polled.Length * 2));
        }

        _polled[descriptor] = polled;
        Check(Control(Add, descriptor, Readable));
    }

    /// <summary>Whether to say also when it can be written.</summary>
    public void WatchWrites(Socket socket, bool wanted) => Check(Control(Modify, (int)socket.Handle, wanted ? Readable | Writable : Readable));

    /// <summary>Before it is closed.</summary>
    public void Forget(Socket socket)
    {
        _polled[(int)socket.Handle] = null;
        _ = Control(Remove, (int)socket.Handle, 0);
    }

    /// <summary>Waits until something is ready, at most so long, and tells everybody who is.</summary>
    public unsafe void Wait(long maxMicros)
    {
        var timeout = new TimeSpec(Math.Max(0, maxMicros) / 1_000_000, Math.Max(0, maxMicros) % 1_000_000 * 1_000);
        int count;
        fixed (byte* events = _events)
        {
            count = EpollWait(_epoll, events, MaxEvents, &timeout, null);
        }

        for (var i = 0; i < count; i++)
        {
            var descriptor = MemoryMarshal.Read<int>(_events.AsSpan((i * EventBytes) + DataAt));
            _polled[descriptor]?.Ready();
        }
    }

    public void Dispose() => _ = Close(_epoll);

    private unsafe int Control(int operation, int descriptor, uint what)
    {
        var entry = stackalloc byte[16];
        *(uint*)entry = what;
        *(long*)(entry + DataAt) = descriptor;
        return EpollControl(_epoll, operation, descriptor, entry);
    }

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static unsafe partial int EpollControl(int epoll, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static unsafe partial int EpollWait(int epoll, byte* events, int max, TimeSpec* timeout, void* signals);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec(long seconds, long nanoseconds)
    {
        public readonly long Seconds = seconds;
        public readonly long Nanoseconds = nanoseconds;
    }
}
