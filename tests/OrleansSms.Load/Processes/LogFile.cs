namespace OrleansSms.Load.Processes;

/// <summary>What a process prints. Thread-safe.</summary>
internal sealed class LogFile(string path)
{
    private readonly Lock _gate = new();

    public string Path { get; } = path;

    public void Append(string line)
    {
        lock (_gate)
        {
            File.AppendAllText(Path, line + Environment.NewLine);
        }
    }

    public string Tail(int lines)
    {
        lock (_gate)
        {
            return File.Exists(Path) ? string.Join(Environment.NewLine, File.ReadLines(Path).TakeLast(lines)) : "";
        }
    }
}
