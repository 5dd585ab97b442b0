using System.Globalization;

namespace OrleansSms.Benchmarks.Store;

/// <summary>CPU time of threads of this process by name, as Linux counts it.</summary>
internal static class ThreadCpu
{
    private const string Tasks = "/proc/self/task";

    /// <summary>Time of the threads whose name begins with <paramref name="name"/>, to the nanosecond.</summary>
    public static TimeSpan Of(string name)
    {
        var nanoseconds = 0L;
        foreach (var task in Directory.GetDirectories(Tasks))
        {
            if (File.ReadAllText(Path.Combine(task, "comm")).StartsWith(name, StringComparison.Ordinal))
            {
                nanoseconds += long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
            }
        }

        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
