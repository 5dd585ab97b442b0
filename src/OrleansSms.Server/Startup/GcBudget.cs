using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansSms.Server.Startup;

/// <summary>
/// Gives the garbage collector a large youngest generation. A message and what belongs to it live for some hundred milliseconds: with the default of a few megabytes they
/// outlive several collections, are copied each time and die old, which took a third of the CPU in batches. The runtime takes this setting from the
/// environment only, so the process starts itself once more with it, under the same process id.
/// </summary>
internal static partial class GcBudget
{
    private const string Variable = "DOTNET_GCgen0size";

    /// <summary>Octets of the youngest generation: half a second of allocation at full speed. More gained nothing that was measured.</summary>
    private const long WantedBytes = 128 * 1024 * 1024;

    /// <summary>At most this part of the memory that the process may use.</summary>
    private const int MemoryShare = 16;

    /// <summary>Does not return where it succeeds. An operator who has set the variable is obeyed, and where it cannot be done the process runs as it is.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return;
        }

        var bytes = Math.Min(WantedBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare);
        Environment.SetEnvironmentVariable(Variable, string.Create(CultureInfo.InvariantCulture, $"0x{bytes:x}"));
        if (File.Exists("/proc/self/cmdline"))
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).TrimEnd('\0').Split('\0');
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");
            _ = Execute(Environment.ProcessPath!, [.. arguments, null], [.. environment, null]);
        }
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
