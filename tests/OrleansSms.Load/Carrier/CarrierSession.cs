using System.Net.Sockets;
using OrleansSms.Load.Polling;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Load.Carrier;

/// <summary>One connection of the gateway: reads what is there, answers all of it with one write.</summary>
internal sealed class CarrierSession : IPolled
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Above so many unsent octets nothing is read: the gateway must take its answers first.</summary>
    private const int MaxOutputBytes = 4 * 1024 * 1024;

    private readonly CarrierServer _server;
    private readonly CarrierDesk _desk;
    private readonly Socket _socket;
    private readonly ReceiveBuffer _input = new(BufferBytes);
    private readonly SendBuffer _output = new(BufferBytes);
    private readonly ReceiptFlow _receipts = new();
    private bool _isBound;
    private bool _isEnding;
    private bool _waitsToWrite;

    public CarrierSession(CarrierServer server, CarrierDesk desk, Socket socket)
    {
        (_server, _desk, _socket) = (server, desk, socket);
        _server.Loop.Watch(socket, this);
    }

    public void Ready()
    {
        _desk.Now = Clock.Micros;
        try
        {
            if (_output.Length < MaxOutputBytes && !_input.TryReceive(_socket))
            {
                End();
                return;
            }

            while (Frame.TryRead(_input.Rest, out var frame))
            {
                Take(frame, _input.Rest[Frame.HeadBytes..frame.Length]);
                _input.Skip(frame.Length);
            }
        }
        catch (InvalidDataException)
        {
            End();
            return;
        }

        Flush();
    }

    public void End()
    {
        _server.Loop.Forget(_socket);
        _socket.Dispose();
        SetBound(false);
        _desk.Leave(_receipts);
        _server.Ended(this);
    }

    private void Take(in Frame frame, ReadOnlySpan<byte> body)
    {
        switch (frame.Command)
        {
            case CommandId.SubmitSm:
                Answer(frame.Sequence, _desk.Accept(body, _receipts));
                break;
            case CommandId.DeliverSmResp:
                _desk.Settle(_receipts, frame.Sequence, frame.Status == CommandStatus.Ok.Value);
                break;
            case CommandId.BindTransceiver or CommandId.BindReceiver or CommandId.BindTransmitter:
                // system_id, then sc_interface_version 3.4.
                Write(frame.Command | (CommandId)0x80000000, CommandStatus.Ok, frame.Sequence, [.. "LOAD"u8, 0, 0x02, 0x10, 0, 1, 0x34]);
                SetBound(true);
                break;
            case CommandId.EnquireLink or CommandId.Unbind:
                Write(frame.Command | (CommandId)0x80000000, CommandStatus.Ok, frame.Sequence, []);
                _isEnding |= frame.Command == CommandId.Unbind;
                break;
            case CommandId.EnquireLinkResp or CommandId.GenericNack or CommandId.UnbindResp:
                break;
            default:
                Write(CommandId.GenericNack, CommandStatus.InvalidCommandId, frame.Sequence, []);
                break;
        }
    }

    private void Answer(uint sequence, long? id)
    {
        if (id is not { } number)
        {
            Write(CommandId.SubmitSmResp, CommandStatus.Throttled, sequence, []);
            return;
        }

        Span<byte> body = stackalloc byte[ReceiptTemplate.IdDigits + 1];
        Digits.Write(body[..ReceiptTemplate.IdDigits], number);
        body[^1] = 0;
        Write(CommandId.SubmitSmResp, CommandStatus.Ok, sequence, body);
    }

    private void Write(CommandId command, CommandStatus status, uint sequence, ReadOnlySpan<byte> body) => Frame.Write(_output, command, status.Value, sequence, body);

    private void Flush()
    {
        while (_isBound && _output.Length < MaxOutputBytes && _receipts.TryNext(out var sequence, out var receipt))
        {
            var body = Frame.Write(_output, CommandId.DeliverSm, CommandStatus.Ok.Value, sequence, _desk.Template.Body);
            _desk.Template.Fill(body, receipt);
        }

        if (!_output.TrySend(_socket) || (_isEnding && _output.Length == 0))
        {
            End();
            return;
        }

        if (_waitsToWrite != _output.Length > 0)
        {
            _waitsToWrite = !_waitsToWrite;
            _server.Loop.WatchWrites(_socket, _waitsToWrite);
        }
    }

    private void SetBound(bool isBound)
    {
        if (_isBound != isBound)
        {
            _isBound = isBound;
            _desk.Bound += isBound ? 1 : -1;
        }

        if (isBound)
        {
            _desk.Inherit(_receipts);
        }
    }
}
