using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Contacts;

/// <summary>One look at the log at a time, from the place that is kept with the sums: so each event counts once. Accounts without contacts cost nothing.</summary>
[GrainType("engagement")]
internal sealed partial class EngagementGrain(
    IEventLog log, IEngagementStore engagement, IContactStore contacts, TimeProvider time, ILogger<EngagementGrain> logger) : Grain, IEngagementGrain
{
    /// <summary>Events read at a time.</summary>
    private const int PageSize = 1_000;

    /// <summary>Numbers of one commit: sums of many events in one, and few enough that nobody waits for it.</summary>
    private const int MaxNumbers = 500;

    /// <summary>How long an account that had no contacts is taken to have none: every silo asks every few seconds, and what is counted late is not lost.</summary>
    private static readonly TimeSpan NoContactsFor = TimeSpan.FromSeconds(15);

    private Task _running = Task.CompletedTask;
    private bool _hasContacts;
    private long? _lookedAt;

    public async Task EnsureRunningAsync()
    {
        var account = this.GetPrimaryKeyString();
        if (_running.IsCompleted && await HasContactsAsync(account))
        {
            _running = CatchUpAsync(account);
        }
    }

    public async Task ForgetAsync(Msisdn number)
    {
        await _running;
        await engagement.ForgetAsync(this.GetPrimaryKeyString(), number);
    }

    private async Task<bool> HasContactsAsync(string account)
    {
        if (!_hasContacts && (_lookedAt is not { } last || time.GetElapsedTime(last) >= NoContactsFor))
        {
            _hasContacts = (await contacts.ListAsync(account, Filter.All, time.GetUnixMicros(), null, 1)).Items.Count > 0;
            _lookedAt = time.GetTimestamp();
        }

        return _hasContacts;
    }

    private async Task CatchUpAsync(string account)
    {
        try
        {
            var cursor = await engagement.ReadCursorAsync(account);
            IReadOnlyList<EventRecord> page;
            do
            {
                page = (await log.ReadRecordsAsync(account, cursor, PageSize)).Readable(time.GetUnixMicros());
                cursor = await AddAsync(account, page) ?? cursor;
            }
            while (page.Count > 0);
        }
        catch (Exception e)
        {
            // EnsureRunningAsync goes on at the place that was kept.
            LogBroke(logger, e, account);
        }
    }

    private async Task<EventId?> AddAsync(string account, IReadOnlyList<EventRecord> page)
    {
        EventId? last = null;
        var tally = new EngagementTally();
        foreach (var record in page)
        {
            tally.Add(record);
            last = record.Event.Id;
            if (tally.Happened.Count == MaxNumbers)
            {
                await engagement.AddAsync(account, tally.Happened, record.Event.Id);
                tally = new EngagementTally();
            }
        }

        if (last is { } cursor)
        {
            await engagement.AddAsync(account, tally.Happened, cursor);
        }

        return last;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What happened to messages of {Account} could not be summed up; trying again")]
    private static partial void LogBroke(ILogger logger, Exception error, string account);
}
