namespace OrleansSms.Load.Tests;

/// <summary>One gateway at a time: they would fight for the machine.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;
