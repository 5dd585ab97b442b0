using System.Diagnostics;
using System.Text;

namespace OrleansSms.TestKit.Gateway;

/// <summary>What a process writes, line by line, and a line that is waited for.</summary>
internal sealed class ProcessOutput
{
    private readonly StringBuilder _all = new();
    private readonly List<string> _lines = [];
    private readonly List<Task> _reading = [];
    private (string Prefix, TaskCompletionSource<string> Found)? _wanted;

    /// <summary>Another process begins: its lines are looked at, those of the one before are kept.</summary>
    public void Restart()
    {
        lock (_all)
        {
            _lines.Clear();
            _reading.Clear();
        }
    }

    public void Read(StreamReader reader) => _reading.Add(ReadAsync(reader));

    /// <summary>Completes when everything that was written has been read.</summary>
    public Task EndAsync() => Task.WhenAll(_reading);

    /// <summary>Completes with <paramref name="ready"/>.</summary>
    /// <exception cref="InvalidOperationException">The process ended or its time was up before that: all that was written.</exception>
    public async Task GetReadyAsync(string name, Process process, Task ready, CancellationToken cancellationToken)
    {
        var exited = process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(exited, ready) == ready && ready.IsCompletedSuccessfully)
        {
            return;
        }

        if (exited.IsCompletedSuccessfully)
        {
            await EndAsync();
        }

        throw new InvalidOperationException($"{name} did not get ready. It wrote:\n{this}");
    }

    /// <summary>The first line of this process that begins so.</summary>
    public Task<string> WaitForAsync(string prefix, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_all)
        {
            if (_lines.Find(line => line.StartsWith(prefix, StringComparison.Ordinal)) is { } line)
            {
                return Task.FromResult(line);
            }

            _wanted = (prefix, found);
        }

        return found.Task.WaitAsync(cancellationToken);
    }

    /// <summary>A line of this process that begins so; null when there is none.</summary>
    public string? Find(string prefix)
    {
        lock (_all)
        {
            return _lines.Find(line => line.StartsWith(prefix, StringComparison.Ordinal));
        }
    }

    public override string ToString()
    {
        lock (_all)
        {
            return _all.ToString();
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_all)
            {
                _all.AppendLine(line);
                _lines.Add(line);
                if (_wanted is { } wanted && line.StartsWith(wanted.Prefix, StringComparison.Ordinal))
                {
                    wanted.Found.TrySetResult(line);
                }
            }
        }
    }
}
