using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansSms.Load.Figures;

/// <summary>What was measured, for programs and for later.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">Null = nobody asked for it.</param>
    /// <param name="document">What to keep.</param>
    public static void Write(string? path, object document)
    {
        if (path is not null)
        {
            File.WriteAllText(path, JsonSerializer.Serialize(document, Options));
        }
    }
}
