using System.Buffers;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>
/// Writes PDUs to the connection. Two buffers: PDUs go into one while the other is on its way, so one socket write carries
/// everything that was sent meanwhile. Thread-safe.
/// </summary>
internal sealed class SessionOutput(Stream stream, int maxPendingBytes, SessionCounters counters, Action<Exception> onFailed) : IThreadPoolWorkItem
{
    private const int InitialBytes = 4 * 1024;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _filling = new(InitialBytes);
    private ArrayBufferWriter<byte> _writing = new(InitialBytes);
    private bool _flushing;
    private bool _closed;
    private TaskCompletionSource? _drained;

    /// <summary>False for a peer that speaks SMPP 3.3.</summary>
    public bool WithTlvs { get; set; } = true;

    /// <summary>Whether so much waits that no more requests should be sent. Reading it without the lock may be a moment late.</summary>
    public bool IsOverLimit => _filling.WrittenCount > maxPendingBytes;

    /// <summary>Encodes a PDU at once and sends it soon. After <see cref="Close"/> it does nothing.</summary>
    public void Write(Pdu pdu)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            PduWriter.Write(_filling, pdu, WithTlvs);
            if (_flushing)
            {
                counters.CountSent();
                return;
            }

            _flushing = true;
        }

        counters.CountSent();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Completes when everything written so far has gone to the socket, or the connection is closed.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (!_flushing || _closed)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _drained?.TrySetResult();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (TakeFilled())
            {
                await stream.WriteAsync(_writing.WrittenMemory).ConfigureAwait(false);
                _writing.ResetWrittenCount();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // InvalidOperationException: an SslStream that was closed meanwhile.
            Close();
            onFailed(e);
        }
    }

    private bool TakeFilled()
    {
        lock (_gate)
        {
            if (_filling.WrittenCount == 0 || _closed)
            {
                _flushing = false;
                _drained?.TrySetResult();
                _drained = null;
                return false;
            }

            (_filling, _writing) = (_writing, _filling);
            return true;
        }
    }
}
