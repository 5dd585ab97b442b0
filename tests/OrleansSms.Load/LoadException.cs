namespace OrleansSms.Load;

/// <summary>The run cannot go on: a process did not come up, or the gateway did not answer.</summary>
internal sealed class LoadException(string message) : Exception(message);

/// <summary>The command line is wrong.</summary>
internal sealed class UsageException(string message) : Exception(message);
