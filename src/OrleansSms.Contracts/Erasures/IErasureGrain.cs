namespace OrleansSms.Contracts.Erasures;

/// <summary>Carries an erasure out, in the background; each of its steps may be done again. Key: the erasure's id.</summary>
[Alias("sms.IErasureGrain")]
public interface IErasureGrain : IGrainWithStringKey
{
    /// <summary>Goes on if it has not ended; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();
}
