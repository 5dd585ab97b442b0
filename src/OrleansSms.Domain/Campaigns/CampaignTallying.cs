using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Campaigns;

/// <summary>Adds events to a tally. Pure: the same events give the same tally.</summary>
public sealed class CampaignTallying
{
    /// <summary>Country of numbers that belong to none.</summary>
    public const string NoCountry = "ZZ";

    private const string NoReason = "unknown";

    private readonly string _campaign;
    private readonly CampaignCounts[] _variants;
    private readonly Dictionary<string, CampaignCounts> _carriers;
    private readonly Dictionary<string, CampaignCounts> _countries;
    private readonly Dictionary<string, CampaignCounts> _hours;
    private readonly Dictionary<string, long> _reasons;
    private readonly Dictionary<string, long> _links;
    private readonly HashSet<string> _uncertain;
    private CampaignCounts _total;
    private string? _cursor;
    private long _botClicks;
    private long _heldUntil;

    public CampaignTallying(CampaignTally from, int variants)
    {
        (_campaign, _cursor, _total, _botClicks, _heldUntil) = (from.Campaign, from.Cursor, from.Total, from.BotClicks, from.HeldUntil);
        _variants = [.. Enumerable.Range(0, variants).Select(index => index < from.Variants.Count ? from.Variants[index] : CampaignCounts.None)];
        (_carriers, _countries, _hours) = (new(from.Carriers), new(from.Countries), new(from.Hours));
        (_reasons, _links, _uncertain) = (new(from.Reasons), new(from.LinkClicks), new(from.Uncertain, StringComparer.Ordinal));
    }

    /// <summary>The last event that counts; null = the beginning of the log.</summary>
    public EventId? Cursor => EventId.TryParse(_cursor, out var id) ? id : null;

    /// <summary>Whether something has been added since it was last kept.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The campaign.</summary>
    public string Campaign => _campaign;

    /// <summary>All together.</summary>
    public CampaignCounts Total => _total;

    /// <summary>What it has come to.</summary>
    public CampaignTally ToTally() => new()
    {
        Campaign = _campaign,
        Cursor = _cursor,
        Total = _total,
        Variants = [.. _variants],
        Carriers = new Dictionary<string, CampaignCounts>(_carriers),
        Countries = new Dictionary<string, CampaignCounts>(_countries),
        Hours = new Dictionary<string, CampaignCounts>(_hours),
        Reasons = new Dictionary<string, long>(_reasons),
        LinkClicks = new Dictionary<string, long>(_links),
        BotClicks = _botClicks,
        HeldUntil = _heldUntil,
        Uncertain = [.. _uncertain],
    };

    /// <summary>What it came to has been kept.</summary>
    public void Kept() => HasChanged = false;

    /// <summary>The log has been read to here.</summary>
    public void ReadTo(EventId cursor) => _cursor = cursor.ToString();

    /// <summary>Adds what happened to a message of the campaign.</summary>
    public void Add(LoggedEvent happened, MessageRecord record, string country)
    {
        if (happened.Type == EventType.MessageHeld)
        {
            _heldUntil = Math.Max(_heldUntil, record.DueAt ?? 0);
            HasChanged = true;
        }
        else if (happened.Type == EventType.MessageUncertain)
        {
            HasChanged |= _uncertain.Count < CampaignLimits.MaxUncertain && _uncertain.Add(record.Message.Id.ToString());
        }
        else if (CountsOf(happened.Type, record) is { } counts)
        {
            Add(counts, record.Message, happened.At, country, record.Bind?.Carrier);
            Settle(record.Message.Id);
            NoteReason(happened);
        }
    }

    /// <summary>Adds what a recipient did.</summary>
    public void Add(CampaignCounts counts, Message message, long at, string country, string? carrier)
    {
        HasChanged = true;
        _total = _total.Plus(counts);
        if (message.Variant < _variants.Length)
        {
            _variants[message.Variant] = _variants[message.Variant].Plus(counts);
        }

        Add(_countries, country.Length == 0 ? NoCountry : country, counts);
        Add(_hours, UnixMicros.ToTime(at).ToString("yyyy-MM-dd'T'HH':00Z'", CultureInfo.InvariantCulture), counts);
        if (carrier is not null)
        {
            Add(_carriers, carrier, counts);
        }
    }

    /// <summary>A link of a variant was followed.</summary>
    public void AddClick(int variant, int link)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{variant}/{link}");
        _links[key] = _links.GetValueOrDefault(key) + 1;
        HasChanged = true;
    }

    /// <summary>A link was followed by a program.</summary>
    public void AddBotClick()
    {
        _botClicks++;
        HasChanged = true;
    }

    private static CampaignCounts? CountsOf(EventType type, MessageRecord record)
    {
        // A receipt may overtake the carrier's answer: then there is no event of its own that the message was sent.
        var unseen = record.SentAt is null;
        var sent = unseen ? 1 : 0;
        var segments = unseen ? record.Message.Segments : 0;
        return type switch
        {
            EventType.MessageSent => new CampaignCounts { Sent = 1, SentSegments = record.Message.Segments },
            EventType.MessageDelivered => new CampaignCounts { Delivered = 1, Sent = sent, SentSegments = segments },
            EventType.MessageUndelivered => new CampaignCounts { Undelivered = 1, Sent = sent, SentSegments = segments },
            EventType.MessageExpired => new CampaignCounts { Expired = 1, EndedUnsent = sent },
            EventType.MessageFailed => new CampaignCounts { Failed = 1, EndedUnsent = sent },
            EventType.MessageCanceled => new CampaignCounts { Canceled = 1, EndedUnsent = sent },
            EventType.MessageSuppressed => new CampaignCounts { Suppressed = 1, EndedUnsent = sent },
            _ => null,
        };
    }

    /// <summary>It is known now what became of a message. Of nearly all it always was: their ids are not written out for this.</summary>
    private void Settle(MessageId message)
    {
        if (_uncertain.Count > 0)
        {
            _uncertain.Remove(message.ToString());
        }
    }

    private void NoteReason(LoggedEvent happened)
    {
        if (happened.Type is EventType.MessageSent or EventType.MessageDelivered)
        {
            return;
        }

        var key = $"{happened.Type.Name()["message.".Length..]}: {happened.Error ?? happened.Reason ?? NoReason}";
        _reasons[key] = _reasons.GetValueOrDefault(key) + 1;
    }

    private static void Add(Dictionary<string, CampaignCounts> parts, string key, CampaignCounts counts) =>
        parts[key] = parts.GetValueOrDefault(key, CampaignCounts.None).Plus(counts);
}
