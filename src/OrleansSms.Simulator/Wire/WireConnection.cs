using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator.Wire;

/// <summary>One connection of an ESME and the one to the carrier that belongs to it.</summary>
internal sealed class WireConnection(FaultyWire wire, Socket esme) : IDisposable
{
    private readonly Socket _carrier = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly NetworkStream _toEsme = new(esme);
    private readonly SemaphoreSlim _sending = new(1);
    private WireCut? _cut;
    private volatile bool _isDead;

    /// <summary>Runs until either end closes, or it is cut.</summary>
    public async Task RunAsync(int carrierPort, CancellationToken cancellationToken)
    {
        _isDead = wire.IsDead;
        esme.NoDelay = true;
        using (this)
        {
            try
            {
                await _carrier.ConnectAsync("127.0.0.1", carrierPort, cancellationToken);
                var toCarrier = ToCarrierAsync(cancellationToken);
                if (await Task.WhenAny(toCarrier, ToEsmeAsync(cancellationToken)) != toCarrier)
                {
                    // What was sent last arrives: with octets unread, closing at once would be a reset.
                    _isDead = true;
                    esme.Shutdown(SocketShutdown.Send);
                    await toCarrier;
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The carrier is not there, or the connection was cut: for the ESME to find out.
            }
        }
    }

    public void Kill() => _isDead = true;

    public void Cut(WireCut style)
    {
        if (style == WireCut.Reset)
        {
            esme.LingerState = new LingerOption(true, 0);
        }

        if (style is WireCut.Close or WireCut.Reset)
        {
            Dispose();
        }

        _cut = style;
    }

    public async Task InjectAsync(ReadOnlyMemory<byte> octets)
    {
        await _sending.WaitAsync();
        try
        {
            await _toEsme.WriteAsync(octets);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has ended, and what was to be said on it is void.
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        esme.Dispose();
        _toEsme.Dispose();
        _carrier.Dispose();
    }

    private async Task ToCarrierAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        await using var carrier = new NetworkStream(_carrier);
        try
        {
            while (await esme.ReceiveAsync(buffer, cancellationToken) is > 0 and var octets)
            {
                if (!_isDead)
                {
                    await carrier.WriteAsync(buffer.AsMemory(0, octets), cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end has closed.
        }
    }

    private async Task ToEsmeAsync(CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(new NetworkStream(_carrier));
        var output = new ArrayBufferWriter<byte>();
        try
        {
            while (await reader.ReadAsync(cancellationToken) is { IsCompleted: false } read)
            {
                var rest = read.Buffer;
                var goesOn = TakeAll(ref rest, output);
                reader.AdvanceTo(rest.Start, rest.End);
                if (!_isDead)
                {
                    await InjectAsync(output.WrittenMemory);
                }

                output.ResetWrittenCount();
                if (!goesOn)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end has closed.
        }
    }

    /// <summary>Passes on what has come; false when the connection ends behind it.</summary>
    private bool TakeAll(ref ReadOnlySequence<byte> rest, ArrayBufferWriter<byte> output)
    {
        lock (wire.FaultGate)
        {
            while (TryTake(ref rest, out var frame))
            {
                var isAnswer = frame.Command == CommandId.SubmitSmResp;
                if (_cut == WireCut.MidPdu)
                {
                    output.Write(frame.Octets.Span[..(frame.Octets.Length / 2)]);
                    return false;
                }

                if (_cut == WireCut.BeforeAnswer && isAnswer)
                {
                    return false;
                }

                Write(wire.Fault?.Pass(frame) ?? [frame], output);
                if (_cut == WireCut.AfterAnswer && isAnswer)
                {
                    return false;
                }
            }

            Write(wire.Fault?.Pause() ?? [], output);
            return true;
        }
    }

    private static void Write(IEnumerable<WireFrame> frames, ArrayBufferWriter<byte> output)
    {
        foreach (var frame in frames)
        {
            output.Write(frame.Octets.Span);
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, out WireFrame frame)
    {
        frame = default;
        Span<byte> length = stackalloc byte[sizeof(uint)];
        if (rest.Length < WireFrame.HeaderBytes)
        {
            return false;
        }

        rest.Slice(0, sizeof(uint)).CopyTo(length);
        var octets = BinaryPrimitives.ReadUInt32BigEndian(length);
        if (rest.Length < octets)
        {
            return false;
        }

        frame = new WireFrame(rest.Slice(0, octets).ToArray());
        rest = rest.Slice(octets);
        return true;
    }
}
