using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using OrleansSms.TestKit.Peers;

namespace OrleansSms.Peers.Tests;

/// <summary>An ESME made of hand-written octets, so that the peer is judged by the wire and not by our own codec.</summary>
internal sealed class RawEsme : IDisposable
{
    public const uint BindTransceiver = 0x00000009;
    public const uint SubmitSm = 0x00000004;
    public const uint SubmitSmResp = 0x80000004;
    public const uint DeliverSm = 0x00000005;
    public const uint DeliverSmResp = 0x80000005;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TcpClient _client = new();

    private NetworkStream Stream => _client.GetStream();

    public static async Task<RawEsme> ConnectAsync(NodeSmsc smsc)
    {
        var esme = new RawEsme();
        await esme._client.ConnectAsync(NodeSmsc.Host, smsc.Port);
        return esme;
    }

    public static async Task<RawEsme> BindAsync(NodeSmsc smsc)
    {
        var esme = await ConnectAsync(smsc);
        var answer = await esme.BindAsync("esme", "secret");
        Assert.Equal((0x80000009u, 0u, 1u), (answer.Command, answer.Status, answer.Sequence));
        return esme;
    }

    public async Task<Pdu> BindAsync(string systemId, string password)
    {
        // system_id, password, empty system_type, interface_version 3.4, TON, NPI, empty address_range.
        await SendAsync(BindTransceiver, 1, [.. CString(systemId), .. CString(password), 0, 0x34, 0, 0, 0]);
        return await ReadAsync();
    }

    /// <summary>A submit_sm from "Shop" with the given text in data_coding 0, asking for a receipt.</summary>
    public ValueTask SubmitAsync(uint sequence, string destination, string text, string extra = "") => SendAsync(
        SubmitSm,
        sequence,
        [
            0, 5, 0, .. CString("Shop"), 1, 1, .. CString(destination),
            0x00, 0, 1, 0, .. CString("000000001000000R"), 1, 0, 0, 0,
            (byte)text.Length, .. Encoding.ASCII.GetBytes(text), .. Convert.FromHexString(extra),
        ]);

    public ValueTask AnswerAsync(Pdu request, uint status = 0) => SendAsync(request.Command | 0x80000000, request.Sequence, status == 0 ? [0] : [], status);

    public ValueTask SendAsync(uint command, uint sequence, byte[] body, uint status = 0)
    {
        var pdu = new byte[16 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(pdu, (uint)pdu.Length);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(4), command);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(8), status);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(12), sequence);
        body.CopyTo(pdu, 16);
        return Stream.WriteAsync(pdu);
    }

    public async Task<Pdu> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Timeout);
        var header = new byte[16];
        await Stream.ReadExactlyAsync(header, limit.Token);
        var body = new byte[BinaryPrimitives.ReadUInt32BigEndian(header) - 16];
        await Stream.ReadExactlyAsync(body, limit.Token);
        return new Pdu(
            BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)),
            BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8)),
            BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12)),
            body);
    }

    /// <summary>Reads until the connection ends, and returns how many octets came before that.</summary>
    public async Task<int> ReadToEndAsync()
    {
        using var limit = new CancellationTokenSource(Timeout);
        using var rest = new MemoryStream();
        await Stream.CopyToAsync(rest, limit.Token);
        return (int)rest.Length;
    }

    public void Dispose() => _client.Dispose();

    private static byte[] CString(string text) => [.. Encoding.ASCII.GetBytes(text), 0];
}

/// <summary>A PDU in its plainest form.</summary>
internal sealed record Pdu(uint Command, uint Status, uint Sequence, byte[] Body)
{
    /// <summary>The body read as Latin-1, good enough to look for a text in it.</summary>
    public string Text => Encoding.Latin1.GetString(Body);

    public string Hex => Convert.ToHexString(Body);

    /// <summary>The message_id of a submit_sm_resp: all of its body but the NUL.</summary>
    public string MessageId => Text.TrimEnd('\0');
}
