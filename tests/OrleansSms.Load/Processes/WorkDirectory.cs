namespace OrleansSms.Load.Processes;

/// <summary>A folder for the data and the logs of one run.</summary>
internal sealed class WorkDirectory(bool keep) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orleanssms-load-").FullName;

    /// <summary>Leaves it behind, to be looked at.</summary>
    public bool Keep { get; set; } = keep;

    /// <summary>Writes files into a folder of it; null when there are none.</summary>
    public string? Write(IReadOnlyList<(string Name, string Content)> files)
    {
        if (files.Count == 0)
        {
            return null;
        }

        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "compliance")).FullName;
        foreach (var (name, content) in files)
        {
            File.WriteAllText(System.IO.Path.Combine(folder, name), content);
        }

        return folder;
    }

    public void Dispose()
    {
        if (Keep)
        {
            Console.Error.WriteLine($"Kept: {Path}");
            return;
        }

        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed may still be letting go of its files; the folder of temporary files is cleaned by its owner.
        }
    }
}
