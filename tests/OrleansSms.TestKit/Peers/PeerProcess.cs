using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSms.TestKit.Peers;

/// <summary>
/// A <c>node server.js</c> that takes one JSON command a line and answers by id. It ends with its standard input, so it does not
/// outlive a test run that was killed.
/// </summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // A peer that closed its input has nothing left to do; longer than this it hangs.
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private int _lastCall;
    private Task? _ending;

    private PeerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    public int Id => _process.Id;

    public static PeerProcess Start(string folder) => new(Launch(folder, []));

    /// <summary>Starts a peer's <c>server.js</c> with its streams redirected.</summary>
    public static Process Launch(string folder, IEnumerable<string> arguments)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new InvalidOperationException($"The peer's packages are not installed: run `npm ci` in {folder}, or tests/run, which does.");
        }

        var start = new ProcessStartInfo("node", ["server.js", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    public async Task<JsonElement> CallAsync(string command, object? arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var line = JsonSerializer.Serialize(new { id, command, args = arguments }, Json);

        var call = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = call;
        if (_reading.IsCompleted)
        {
            await FailCallsAsync();
        }
        else
        {
            await WriteAsync(line, cancellationToken);
        }

        return await call.Task.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => new(_ending ??= EndAsync());

    private async Task EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(ExitTimeout);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The process has ended: the reader sees that as well and fails the call with what the process said.
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Settle(JsonDocument.Parse(line).RootElement);
        }

        await FailCallsAsync();
    }

    private void Settle(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id) || !_calls.TryRemove(id.GetInt32(), out var call))
        {
            return;
        }

        if (message.TryGetProperty("error", out var error))
        {
            call.SetException(new InvalidOperationException($"The peer refused: {error.GetString()}"));
        }
        else
        {
            call.SetResult(message.GetProperty("result"));
        }
    }

    private async Task FailCallsAsync()
    {
        var errors = await _errors;
        foreach (var id in _calls.Keys)
        {
            if (_calls.TryRemove(id, out var call))
            {
                call.SetException(new InvalidOperationException($"The peer has ended. {errors}"));
            }
        }
    }
}
