namespace OrleansSms.Contracts.Scheduling;

/// <summary>Releases scheduled and held messages when they are due, and ends uncertain ones. Key: 0.</summary>
[Alias("sms.IReleaseGrain")]
public interface IReleaseGrain : IGrainWithIntegerKey
{
    /// <summary>Sees to it that it runs; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();
}
