using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansSms.Server.Startup;

/// <summary>
/// Gives the garbage collector a large youngest generation and a small one after it. A message and what belongs to it live for some hundred milliseconds: with the default of a
/// few megabytes they outlive several collections, are copied each time and die old, which took a third of the CPU in batches. What outlives the youngest generation all the same
/// piled up to hundreds of megabytes before it was looked at again. The runtime takes these settings from the environment only, so the process starts itself once more with them,
/// under the same process id.
/// </summary>
internal static partial class GcBudget
{
    private const string Youngest = "DOTNET_GCgen0size";
    private const string Next = "DOTNET_GCGen1MaxBudget";

    /// <summary>Octets of the youngest generation: half a second of allocation at full speed. More gained nothing that was measured.</summary>
    private const long YoungestBytes = 128 * 1024 * 1024;

    /// <summary>Octets that each core's heap may take into the next generation before that is collected, too. Twice as many and half as many left more of them in memory.</summary>
    private const long NextBytes = 16 * 1024 * 1024;

    /// <summary>At most this part of the memory that the process may use.</summary>
    private const int MemoryShare = 16;

    /// <summary>Does not return where it succeeds. An operator who has set a variable is obeyed, and where it cannot be done the process runs as it is.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/proc/self/cmdline"))
        {
            return;
        }

        var most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare;
        var isChanged = Set(Youngest, Math.Min(YoungestBytes, most));
        isChanged |= Set(Next, Math.Min(NextBytes, most));
        if (isChanged)
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).TrimEnd('\0').Split('\0');
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");
            LeaveDiagnostics();
            _ = Execute(Environment.ProcessPath!, [.. arguments, null], [.. environment, null]);
        }
    }

    /// <summary>False where it is set.</summary>
    private static bool Set(string variable, long bytes)
    {
        if (Environment.GetEnvironmentVariable(variable) is not null)
        {
            return false;
        }

        Environment.SetEnvironmentVariable(variable, string.Create(CultureInfo.InvariantCulture, $"0x{bytes:x}"));
        return true;
    }

    /// <summary>The runtime that starts next cannot listen for diagnostic tools where this one does.</summary>
    private static void LeaveDiagnostics()
    {
        try
        {
            foreach (var socket in Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{Environment.ProcessId}-*-socket"))
            {
                File.Delete(socket);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no such folder, or what lies in it is somebody else's: the gateway runs all the same.
        }
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
