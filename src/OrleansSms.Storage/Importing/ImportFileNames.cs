using System.Globalization;

namespace OrleansSms.Storage.Importing;

/// <summary>What the files of imports are called, in every store.</summary>
public static class ImportFileNames
{
    private const string Run = "run-";

    /// <summary>The name of a file among those of its import.</summary>
    public static string Of(ImportFile file, int number = 0) => file switch
    {
        ImportFile.Upload => "upload",
        ImportFile.Rejects => "rejects.csv",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Run}{number}"),
    };

    /// <summary>The file that has a name; null when none has.</summary>
    public static (ImportFile File, int Number)? Parse(string name) =>
        name == Of(ImportFile.Upload) ? (ImportFile.Upload, 0)
        : name == Of(ImportFile.Rejects) ? (ImportFile.Rejects, 0)
        : name.StartsWith(Run, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Run.Length), CultureInfo.InvariantCulture, out var number) ? (ImportFile.Run, number)
        : null;

    /// <summary>The id of an import as the name of a folder.</summary>
    /// <exception cref="ArgumentException">It could lead out of the folder.</exception>
    public static string FolderOf(string import) => import.Length > 0 && import.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? import
        : throw new ArgumentException("An import's id has letters, digits and underscores only.", nameof(import));
}
