using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Simulator.Wire;

/// <summary>
/// The way between an ESME and a carrier, which can be made to misbehave: it loses, doubles and reorders PDUs, adds octets of its own, cuts connections, or goes dead. The
/// carrier behind it may be any.
/// </summary>
public sealed class FaultyWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<WireConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _carrierPort;
    private readonly Task _accepting;
    private int _accepted;

    private FaultyWire(int carrierPort)
    {
        _carrierPort = carrierPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port that the ESME connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>What is done to what the carrier says; null, the default: nothing.</summary>
    public WireFault? Fault { get; set; }

    /// <summary>Whether new connections are dead from their beginning: they are taken, and nothing comes through.</summary>
    public bool IsDead { get; set; }

    internal object FaultGate { get; } = new();

    /// <summary>Begins to listen.</summary>
    public static FaultyWire Start(int carrierPort) => new(carrierPort);

    /// <summary>All connections go dead: octets vanish both ways, and neither end is told.</summary>
    public void Kill() => Each(connection => connection.Kill());

    /// <summary>Ends all connections.</summary>
    /// <param name="style">How.</param>
    public void Cut(WireCut style) => Each(connection => connection.Cut(style));

    /// <summary>Sends octets to the ESME, on all connections, between two PDUs of the carrier. Completes when they are sent.</summary>
    public Task InjectAsync(ReadOnlyMemory<byte> octets) => Task.WhenAll(_connections.Keys.Select(connection => connection.InjectAsync(octets)));

    /// <summary>Ends all connections and stops to listen.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut(WireCut.Close);
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
        _listener.Dispose();
    }

    private void Each(Action<WireConnection> act)
    {
        foreach (var connection in _connections.Keys)
        {
            act(connection);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var esme = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                var connection = new WireConnection(this, esme);
                var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[connection] = ServeAsync(connection, known.Task);
                known.SetResult();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It listens no longer.
        }
    }

    private async Task ServeAsync(WireConnection connection, Task known)
    {
        await known;
        await connection.RunAsync(_carrierPort, _stop.Token);
        _connections.TryRemove(connection, out _);
    }
}

/// <summary>How a connection ends.</summary>
public enum WireCut
{
    /// <summary>It is closed.</summary>
    Close = 0,

    /// <summary>It is reset.</summary>
    Reset = 1,

    /// <summary>It is closed within the carrier's next PDU.</summary>
    MidPdu = 2,

    /// <summary>It is closed after the carrier's next answer to a submit_sm.</summary>
    AfterAnswer = 3,

    /// <summary>It is closed in place of the carrier's next answer to a submit_sm.</summary>
    BeforeAnswer = 4,
}
