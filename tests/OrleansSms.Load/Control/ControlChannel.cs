using System.Text;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Control;

/// <summary>
/// Lines from standard input, each answered by one on standard output: how the one who measures speaks with the processes it has started. When the input ends, so does the
/// process: it never outlives who started it.
/// </summary>
internal sealed class ControlChannel : IPolled
{
    private const int StandardInput = 0;
    private const long IdleMicros = 1_000_000;

    private readonly Stream _input = Console.OpenStandardInput();
    private readonly Func<string, Task<string>> _answer;
    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _line = new();

    private bool _hasEnded;

    private ControlChannel(Func<string, Task<string>> answer) => _answer = answer;

    /// <summary>Says which port is listened on, and runs the loop until the input ends.</summary>
    public static void Serve(EventLoop loop, int port, Func<string, Task<string>> answer)
    {
        var channel = new ControlChannel(answer);
        loop.Watch(StandardInput, channel);
        Console.Out.WriteLine($"ready {port}");
        while (!channel._hasEnded)
        {
            loop.Wait(IdleMicros);
        }
    }

    public void Ready()
    {
        var read = _input.Read(_buffer);
        _hasEnded = read == 0;
        foreach (var character in Encoding.ASCII.GetString(_buffer, 0, read))
        {
            if (character != '\n')
            {
                _line.Append(character);
                continue;
            }

            _ = AnswerAsync(_line.ToString());
            _line.Clear();
        }
    }

    // What takes long, such as a file, is written elsewhere, so that the loop goes on.
    private async Task AnswerAsync(string line) => await Console.Out.WriteLineAsync(await _answer(line));
}
