using OrleansSms.Contracts.Erasures;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Tests.Http;

internal sealed class ErasuresGrain(StandIns all, string account) : IErasuresGrain
{
    public Task<ErasureRecord> OrderAsync(Msisdn number)
    {
        var record = new ErasureRecord
        {
            Id = $"era_{all.Erasures.Count + 1}",
            Account = account,
            NumberHash = "5e1f",
            Number = number.Digits,
            OrderedAt = 1_772_357_400_000_000,
            Report = new ErasureReport { Messages = 2, IsRefusalKept = true },
        };
        all.Erasures[record.Id] = record;
        return Task.FromResult(record);
    }

    public Task<ErasureRecord?> GetAsync(string id) => Task.FromResult(all.Erasures.TryGetValue(id, out var found) && found.Account == account ? found : null);

    public Task<IReadOnlyList<ErasureRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<ErasureRecord>>(
        [.. all.Erasures.Values.Where(record => record.Account == account).OrderBy(record => record.Id, StringComparer.Ordinal).Where(record => string.CompareOrdinal(record.Id, after) > 0).Take(limit)]);
}

/// <summary>Gives messages one by one, so that an export of two takes two pages.</summary>
internal sealed class PeopleGrain(StandIns all) : IPeopleGrain
{
    public Task<Page<PersonEntry>> ReadTimelineAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Page<PersonEntry>([], null));

    public Task<PersonRecord> ReadRecordAsync(Msisdn number, CancellationToken cancellationToken = default) => Task.FromResult(new PersonRecord(
        new RecipientState { OptOuts = [new OptOut("acme", 1_772_357_400_000_000, "msg_1", "STOP", Confirmation: "msg_2")], Language = "fr" }, [], null));

    public Task<Page<SentMessage>> ReadSentAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default)
    {
        var message = all.Messages.Values.Where(record => record.Message.To == number && (before is null || record.Message.Id.Key < before.Value.Key)).MaxBy(record => record.Message.Id.Key);
        return Task.FromResult(message is null
            ? new Page<SentMessage>([], null)
            : new Page<SentMessage>([new SentMessage(message, [new TimelineEntry(5, TimelineKind.Decided, Detail: "zones=Europe/London")])], message.Message.Id.ToString()));
    }

    public Task<Page<InboundMessage>> ReadReceivedAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Page<InboundMessage>([], null));
}
