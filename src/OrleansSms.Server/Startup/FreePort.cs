using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Server.Startup;

/// <summary>
/// A TCP port on the loopback that nobody listens on, for whoever must know its port before it listens. It is taken from below the ranges that
/// operating systems give to outgoing connections: of those, a port that is free now is often somebody's a second later. Processes that start at the same time begin
/// to look in different places, and none finds the same port twice.
/// </summary>
internal static class FreePort
{
    private const int First = 15_000;
    private const int AfterLast = 32_000;
    private const int Tries = 100;

    /// <summary>Ports between the places where processes with neighbouring ids begin.</summary>
    private const int Apart = 97;

    private static int _last = Environment.ProcessId * Apart;

    /// <exception cref="InvalidOperationException">None was found in many tries.</exception>
    public static int Find()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % (AfterLast - First));
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"Of {Tries} TCP ports tried from {First} to {AfterLast - 1} none is free on the loopback.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
