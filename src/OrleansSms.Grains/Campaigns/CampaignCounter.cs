using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// Counts events for the campaigns of one account. What a recipient does belongs to the campaign whose message came last; the first click or reply of a recipient is told from
/// later ones by a note that names the event, so that reading the same event again counts it again as the first.
/// </summary>
internal sealed class CampaignCounter(string account, IEventLog log, IMessageStore store, IDocumentStore documents, ComplianceData compliance)
{
    /// <summary>Value of a click's reason when a program followed the link.</summary>
    public const string Bot = "bot";

    private const string Clicked = "clicked";
    private const string Replied = "replied";
    private const string OptedOut = "opted_out";

    /// <summary>What a recipient does so long after a message is still an answer to it.</summary>
    private static readonly long AnswerMicros = UnixMicros.From(TimeSpan.FromDays(7));

    private readonly Documents<FirstEvent> _firsts = documents.FirstEvents();
    private readonly Dictionary<string, CampaignTallying> _open = new(StringComparer.Ordinal);

    /// <summary>The campaigns that are counted.</summary>
    public IReadOnlyDictionary<string, CampaignTallying> Open => _open;

    /// <summary>The place from which the log is to be read; null = its beginning.</summary>
    public EventId? From => _open.Values.Any(static tally => tally.Cursor is null) ? null : _open.Values.Min(static tally => tally.Cursor);

    public void Add(CampaignTally tally, int variants) => _open[tally.Campaign] = new CampaignTallying(tally, variants);

    public void Remove(string campaign) => _open.Remove(campaign);

    /// <summary>Counts a page of the log.</summary>
    public async Task CountAsync(IReadOnlyList<LoggedEvent> page)
    {
        var ids = page.Where(static happened => IsOfMessage(happened.Type)).Select(static happened => happened.Message!.Value).Distinct().ToArray();
        var records = (await store.ReadAsync(ids)).ToDictionary(static record => record.Message.Id);
        foreach (var happened in page)
        {
            if (IsOfMessage(happened.Type))
            {
                if (records.TryGetValue(happened.Message!.Value, out var record) && TallyOf(record.Message, happened.Id) is { } tally)
                {
                    await CountAsync(happened, record, tally);
                }
            }
            else if (happened.Type is EventType.MessageReceived or EventType.ContactOptedOut)
            {
                await CountAnswerAsync(happened);
            }
        }

        foreach (var tally in _open.Values.Where(tally => tally.Cursor is not { } cursor || cursor < page[^1].Id))
        {
            tally.ReadTo(page[^1].Id);
        }
    }

    private static bool IsOfMessage(EventType type) => type is EventType.MessageHeld or EventType.MessageUncertain or EventType.LinkClicked
        or (>= EventType.MessageSent and <= EventType.MessageSuppressed);

    private CampaignTallying? TallyOf(Message message, EventId at) =>
        message.Campaign is { } campaign && _open.TryGetValue(campaign, out var tally) && (tally.Cursor is not { } cursor || cursor < at) ? tally : null;

    private async ValueTask CountAsync(LoggedEvent happened, MessageRecord record, CampaignTallying tally)
    {
        var country = CountryOf(record.Message.To);
        if (happened.Type != EventType.LinkClicked)
        {
            tally.Add(happened, record, country);
        }
        else if (happened.Reason == Bot)
        {
            tally.AddBotClick();
        }
        else
        {
            var first = await IsFirstAsync(record.Message, Clicked, happened.Id) ? 1 : 0;
            tally.Add(new CampaignCounts { Clicks = 1, Clicked = first }, record.Message, happened.At, country, record.Bind?.Carrier);
            tally.AddClick(record.Message.Variant, int.TryParse(happened.Subject, out var link) ? link : 0);
        }
    }

    /// <summary>Answers that are keywords are no replies: an opt-out is counted as such, and whose it is stands in the text that said so, or in the event.</summary>
    private async Task CountAnswerAsync(LoggedEvent happened)
    {
        var inbound = await log.ReadRecordsAsync(account, happened.Id.Before, 1) is [var record] ? record.Inbound : null;
        if (happened.Type == EventType.ContactOptedOut)
        {
            await CountAnswerAsync(happened, inbound?.From ?? happened.Subject, OptedOut, new CampaignCounts { OptedOut = 1 });
        }
        else if (inbound is { Keyword: null })
        {
            await CountAnswerAsync(happened, inbound.From, Replied, new CampaignCounts { Replied = 1 });
        }
    }

    private async Task CountAnswerAsync(LoggedEvent happened, string? from, string what, CampaignCounts counts)
    {
        if (!NumberParser.TryParse(from, null, out var number) || await LastMessageAsync(number, happened.At) is not { } message
            || TallyOf(message, happened.Id) is not { } tally || !await IsFirstAsync(message, what, happened.Id))
        {
            return;
        }

        var bind = (await store.ReadAsync([message.Id])) is [var record] ? record.Bind : null;
        tally.Add(counts, message, happened.At, CountryOf(number), bind?.Carrier);
    }

    /// <summary>The last message of a campaign that had gone to a number by then.</summary>
    private async Task<Message?> LastMessageAsync(Msisdn number, long at)
    {
        var known = await store.ReadCountedAsync([number], account, at - AnswerMicros);
        return known.Where(entry => entry.Message.Campaign is not null && entry.QueuedAt <= at).OrderBy(static entry => entry.QueuedAt).Select(static entry => entry.Message).LastOrDefault();
    }

    private async ValueTask<bool> IsFirstAsync(Message message, string what, EventId at)
    {
        // A recipient gets one message of a campaign, and that has no number once its recipient is erased.
        var id = $"{message.Campaign}:{what}:{message.Id}";
        return await _firsts.AddAsync(id, message.Campaign!, new FirstEvent(at.ToString()))
            || (await _firsts.ReadAsync(id))?.Event == at.ToString();
    }

    private string CountryOf(Msisdn number) => compliance.Sites.Find(number, null).NumberCountry;
}
