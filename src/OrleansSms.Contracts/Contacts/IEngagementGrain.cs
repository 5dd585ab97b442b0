namespace OrleansSms.Contracts.Contacts;

/// <summary>Reads an account's event log and sums up how messages have fared with each number, for segments. Key: the account's id.</summary>
[Alias("sms.IEngagementGrain")]
public interface IEngagementGrain : IGrainWithStringKey
{
    /// <summary>Goes on where it was, if the account has contacts; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();

    /// <summary>Forgets how messages have fared with a number; what is being added to it is waited for.</summary>
    [Alias("Forget")]
    Task ForgetAsync(Msisdn number);
}
