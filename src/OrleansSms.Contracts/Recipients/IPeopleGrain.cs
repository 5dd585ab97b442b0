using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>What an account has to do with people. Key: the account's id. A stateless worker that reads.</summary>
[Alias("sms.IPeopleGrain")]
public interface IPeopleGrain : IGrainWithStringKey
{
    /// <summary>
    /// Messages both ways and what is remembered of a person, newest first. A page may be short before the end: a bounded number of messages is looked at for one page.
    /// </summary>
    [Alias("ReadTimeline")]
    Task<Page<PersonEntry>> ReadTimelineAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default);
}
