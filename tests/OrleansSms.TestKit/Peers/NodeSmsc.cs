using System.Text.Json;
using OrleansSms.Server.Startup;

namespace OrleansSms.TestKit.Peers;

/// <summary>
/// A foreign SMSC: the npm package smpp in a process of its own (tests/peers/smsc), steered from the test. It listens on the
/// loopback, answers as scripted, and remembers every submit_sm octet for octet.
/// </summary>
public sealed class NodeSmsc : IAsyncDisposable
{
    public const string Host = "127.0.0.1";

    private readonly PeerProcess _process;
    private readonly NodeSmscOptions _options;

    private NodeSmsc(PeerProcess process, NodeSmscOptions options) => (_process, _options) = (process, options);

    /// <summary>The port it listens on; stays the same over <see cref="StopListeningAsync"/> and <see cref="ListenAsync"/>.</summary>
    public int Port { get; } = FreePort.Find();

    public int ProcessId => _process.Id;

    public static async Task<NodeSmsc> StartAsync(NodeSmscOptions? options = null, CancellationToken cancellationToken = default)
    {
        var smsc = new NodeSmsc(PeerProcess.Start(Path.Combine(RepositoryRoot.Path, "tests", "peers", "smsc")), options ?? new());
        try
        {
            await smsc.ConfigureAsync(smsc._options.Settings, cancellationToken);
            await smsc.ListenAsync(cancellationToken);
            return smsc;
        }
        catch
        {
            await smsc.DisposeAsync();
            throw;
        }
    }

    public Task ListenAsync(CancellationToken cancellationToken = default) =>
        TellAsync("listen", new { port = Port, key = _options.KeyPem, cert = _options.CertificatePem }, cancellationToken);

    /// <summary>Refuses new connections; those that are open stay. With <see cref="DropAsync"/> after it the carrier is down.</summary>
    public Task StopListeningAsync(CancellationToken cancellationToken = default) => TellAsync("stopListening", null, cancellationToken);

    public Task ConfigureAsync(SmscSettings settings, CancellationToken cancellationToken = default) => TellAsync("settings", settings, cancellationToken);

    public Task ScriptAsync(SubmitScript script, CancellationToken cancellationToken = default) => TellAsync("script", script, cancellationToken);

    /// <summary>Back to: every submit_sm accepted at once, and a classic DELIVRD receipt when one was asked for.</summary>
    public Task ClearScriptsAsync(CancellationToken cancellationToken = default) => TellAsync("clearScripts", null, cancellationToken);

    /// <summary>Lets go the answers and receipts that a script holds or has not shuffled yet; returns how many there were.</summary>
    public Task<int> ReleaseAsync(CancellationToken cancellationToken = default) => CallAsync<int>("release", null, cancellationToken);

    /// <summary>What was submitted, in the order it came, without the first <paramref name="skip"/>.</summary>
    public Task<IReadOnlyList<ReceivedSubmit>> GetSubmitsAsync(int skip = 0, CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyList<ReceivedSubmit>>("submits", new { from = skip }, cancellationToken);

    public Task<IReadOnlyList<PeerSession>> GetSessionsAsync(CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyList<PeerSession>>("sessions", null, cancellationToken);

    /// <summary>Totals since the start, by the names in <see cref="PeerCounter"/>.</summary>
    public Task<IReadOnlyDictionary<string, int>> GetCountsAsync(CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyDictionary<string, int>>("counts", null, cancellationToken);

    /// <summary>Waits until <paramref name="count"/> submits came in all since the start, and returns them all.</summary>
    public async Task<IReadOnlyList<ReceivedSubmit>> WaitForSubmitsAsync(int count, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await WaitForAsync(PeerCounter.Submits, count, timeout, cancellationToken);
        return await GetSubmitsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Waits until the total of that name reaches <paramref name="count"/>, counted since the start.</summary>
    public async Task WaitForAsync(string counter, int count, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var reached = CallAsync<int>("reach", new { counter, count }, cancellationToken);
        try
        {
            await reached.WaitAsync(timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            var counts = JsonSerializer.Serialize(await GetCountsAsync(cancellationToken));
            throw new TimeoutException($"The peer did not reach {counter} {count} within {timeout.TotalSeconds} s; its counts are {counts}.");
        }
    }

    /// <summary>Sends an MO; completes when all its parts are answered, with their command_status in the order sent (null: connection lost).</summary>
    public Task<IReadOnlyList<uint?>> SendMoAsync(MoScript mo, CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyList<uint?>>("mo", mo, cancellationToken);

    /// <summary>Sends one more receipt about a submit; completes when it is answered, with the command_status (null: connection lost).</summary>
    public Task<uint?> SendReceiptAsync(ReceivedSubmit submit, ReceiptScript receipt, int? session = null, CancellationToken cancellationToken = default) =>
        CallAsync<uint?>("receipt", new { submit = submit.Order, script = receipt, session }, cancellationToken);

    /// <summary>Sends a receipt about a message the peer never got: <see cref="ReceiptScript.Id"/>, Source and Destination must be set.</summary>
    public Task<uint?> SendReceiptAsync(ReceiptScript receipt, int? session = null, CancellationToken cancellationToken = default) =>
        CallAsync<uint?>("receipt", new { submit = 0, script = receipt, session }, cancellationToken);

    /// <summary>Ends connections without unbind, one or all; completes when they are closed.</summary>
    public Task DropAsync(DropStyle style = DropStyle.Close, int? session = null, CancellationToken cancellationToken = default) =>
        TellAsync("drop", new { session, midPdu = style == DropStyle.MidPdu, reset = style == DropStyle.Reset }, cancellationToken);

    /// <summary>Sends unbind and completes with the command_status of each answer (null: connection lost).</summary>
    public Task<IReadOnlyList<uint?>> UnbindAsync(int? session = null, CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyList<uint?>>("unbind", new { session }, cancellationToken);

    public Task<IReadOnlyList<uint?>> EnquireLinkAsync(int? session = null, CancellationToken cancellationToken = default) =>
        CallAsync<IReadOnlyList<uint?>>("enquireLink", new { session }, cancellationToken);

    /// <summary>Writes octets as they are, to send what no SMSC should.</summary>
    public Task SendRawAsync(ReadOnlyMemory<byte> octets, int? session = null, CancellationToken cancellationToken = default) =>
        TellAsync("raw", new { session, hex = Convert.ToHexString(octets.Span) }, cancellationToken);

    /// <summary>Stops reading, so that TCP pushes back on the ESME once the buffers are full.</summary>
    public Task PauseReadingAsync(int? session = null, CancellationToken cancellationToken = default) =>
        TellAsync("pauseReading", new { session }, cancellationToken);

    public Task ResumeReadingAsync(int? session = null, CancellationToken cancellationToken = default) =>
        TellAsync("resumeReading", new { session }, cancellationToken);

    /// <summary>Ends the process; when this completes it is gone.</summary>
    public Task StopAsync() => _process.DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task TellAsync(string command, object? arguments, CancellationToken cancellationToken) =>
        await _process.CallAsync(command, arguments, cancellationToken);

    private async Task<T> CallAsync<T>(string command, object? arguments, CancellationToken cancellationToken)
    {
        var result = await _process.CallAsync(command, arguments, cancellationToken);
        return result.Deserialize<T>(PeerProcess.Json)!;
    }
}
