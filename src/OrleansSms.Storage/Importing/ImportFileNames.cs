using System.Globalization;

namespace OrleansSms.Storage.Importing;

/// <summary>What the files of imports are called, in every store.</summary>
public static class ImportFileNames
{
    /// <summary>The name of a file among those of its import.</summary>
    public static string Of(ImportFile file, int number = 0) => file switch
    {
        ImportFile.Upload => "upload",
        ImportFile.Rejects => "rejects.csv",
        _ => string.Create(CultureInfo.InvariantCulture, $"run-{number}"),
    };

    /// <summary>The id of an import as the name of a folder.</summary>
    /// <exception cref="ArgumentException">It could lead out of the folder.</exception>
    public static string FolderOf(string import) => import.Length > 0 && import.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? import
        : throw new ArgumentException("An import's id has letters, digits and underscores only.", nameof(import));
}
