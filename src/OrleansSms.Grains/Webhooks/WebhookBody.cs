using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using OrleansSms.Contracts.Json;

namespace OrleansSms.Grains.Webhooks;

/// <summary>
/// An event's JSON in a buffer that is used again, with room in front for <c>id.timestamp.</c>: what is signed is one piece, and what is posted is
/// its end.
/// </summary>
internal sealed class WebhookBody : IBufferWriter<byte>, IDisposable
{
    /// <summary>Id of 30 characters, timestamp of up to 19, two full stops.</summary>
    private const int HeadRoom = 64;

    private const int InitialBytes = 2 * 1024;

    /// <summary>A buffer that grew beyond this is let go: a body is 1,600 characters and some fields.</summary>
    private const int MaxKeptBytes = 64 * 1024;

    private readonly Utf8JsonWriter _writer;
    private byte[] _buffer = new byte[InitialBytes];
    private int _end = HeadRoom;

    public WebhookBody() => _writer = new Utf8JsonWriter(this, PublicJson.WriterOptions);

    /// <summary>What is posted.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.AsMemory(HeadRoom, _end - HeadRoom);

    public void Fill(EventRecord record)
    {
        if (_buffer.Length > MaxKeptBytes)
        {
            Abandon();
        }

        _end = HeadRoom;
        _writer.Reset();
        EventJson.Write(_writer, record);
        _writer.Flush();
    }

    /// <summary>The octets to sign.</summary>
    public ReadOnlySpan<byte> Signed(string id, long timestamp)
    {
        Span<byte> head = stackalloc byte[HeadRoom];
        var length = Encoding.ASCII.GetBytes(id, head);
        head[length++] = (byte)'.';
        Utf8Formatter.TryFormat(timestamp, head[length..], out var digits);
        length += digits;
        head[length++] = (byte)'.';
        head[..length].CopyTo(_buffer.AsSpan(HeadRoom - length));
        return _buffer.AsSpan((HeadRoom - length).._end);
    }

    /// <summary>Takes a new buffer, when a broken post may still read the old one.</summary>
    public void Abandon()
    {
        _buffer = new byte[InitialBytes];
        _end = HeadRoom;
    }

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _buffer.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _buffer.AsSpan(_end);
    }

    public void Dispose() => _writer.Dispose();

    private void EnsureRoom(int sizeHint)
    {
        var needed = _end + Math.Max(sizeHint, 1);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));
        }
    }
}
