using System.Net;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Smpp.Tests.Session;

/// <summary>A listener that lets "esme" with "secret" in, and keeps the handler of each session.</summary>
internal sealed class Loopback : IBindAuthenticator, IAsyncDisposable
{
    public static readonly SmppSessionOptions Esme = new() { SystemId = "esme", Password = "secret" };

    private readonly SmscListener _listener;

    public Loopback(SmscListenerOptions? options = null, TimeProvider? time = null)
    {
        options ??= new SmscListenerOptions { Session = new SmppSessionOptions { SystemId = "smsc" } };
        _listener = SmscListener.Start(options with { Port = 0 }, this, time ?? TimeProvider.System);
    }

    public IPEndPoint EndPoint => _listener.LocalEndPoint;

    public SmscListener Listener => _listener;

    /// <summary>The handler of the next session that binds.</summary>
    public RecordingHandler Smsc { get; set; } = new();

    public List<BindRequest> Binds { get; } = [];

    public Func<BindRequest, BindAnswer>? Answers { get; set; }

    public ValueTask<BindAnswer> AuthenticateAsync(BindRequest request, CancellationToken cancellationToken)
    {
        Binds.Add(request);
        var answer = Answers?.Invoke(request)
            ?? (request is { SystemId: "esme", Password: "secret" } ? BindAnswer.Accept(Smsc) : BindAnswer.Refuse(CommandStatus.InvalidPassword));
        return ValueTask.FromResult(answer);
    }

    public Task<EsmeConnectResult> ConnectAsync(ISmppSessionHandler handler, SmppSessionOptions? options = null, TimeProvider? time = null) =>
        EsmeClient.ConnectAsync("127.0.0.1", EndPoint.Port, options ?? Esme, handler, time ?? TimeProvider.System, default).Soon();

    public async Task<SmppSession> BindAsync(ISmppSessionHandler handler, SmppSessionOptions? options = null, TimeProvider? time = null)
    {
        var result = await ConnectAsync(handler, options, time);
        Assert.True(result.Outcome == EsmeConnectOutcome.Bound, result.Text);
        return result.Session!;
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
