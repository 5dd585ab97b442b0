namespace OrleansSms.Load.Processes;

/// <summary>A folder for the data and the logs of one run.</summary>
internal sealed class WorkDirectory(bool keep) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orleanssms-load-").FullName;

    /// <summary>Leaves it behind, to be looked at.</summary>
    public bool Keep { get; set; } = keep;

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
