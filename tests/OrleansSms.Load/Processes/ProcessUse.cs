using System.Globalization;

namespace OrleansSms.Load.Processes;

/// <summary>What a process has used, from /proc.</summary>
/// <param name="Cpu">Since it started.</param>
/// <param name="ResidentMiB">Now.</param>
/// <param name="PeakMiB">The most that was ever resident.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, double ResidentMiB, double PeakMiB)
{
    // USER_HZ: 100 on every Linux that .NET runs on.
    private const int TicksPerSecond = 100;
    private const int UserTimeField = 11;
    private const double KiBPerMiB = 1024;

    public static ProcessUse Of(int process)
    {
        // The name in brackets may hold spaces; what is after it does not.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[UserTimeField]) + Number(fields[UserTimeField + 1]);
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new ProcessUse(TimeSpan.FromSeconds(ticks / TicksPerSecond), Memory(status, "VmRSS:"), Memory(status, "VmHWM:"));
    }

    /// <summary>Several together.</summary>
    public static ProcessUse Sum(IEnumerable<ProcessUse> uses) => uses.Aggregate((all, one) => new ProcessUse(all.Cpu + one.Cpu, all.ResidentMiB + one.ResidentMiB, all.PeakMiB + one.PeakMiB));

    /// <summary>This process.</summary>
    public static ProcessUse Own() => Of(Environment.ProcessId);

    private static double Memory(string[] status, string name) =>
        Number(status.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) / KiBPerMiB;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
