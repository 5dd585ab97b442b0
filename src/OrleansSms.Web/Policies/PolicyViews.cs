using OrleansSms.Domain.Compliance;

namespace OrleansSms.Web.Policies;

/// <summary>A cap on messages to one recipient within any window of its length.</summary>
internal sealed record CapView
{
    /// <summary>Messages allowed, 1 to 1,000.</summary>
    public required int Count { get; init; }

    /// <summary>Length of the window, up to P30D.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Which messages share it; account when absent.</summary>
    public CapScope? Scope { get; init; }

    /// <summary>Which categories it counts; transactional and marketing when absent.</summary>
    public IReadOnlyList<MessageCategory>? Categories { get; init; }
}

/// <summary>Hours of the recipient's day by the clock on the wall, in quarters of an hour; to before from is over midnight.</summary>
/// <param name="From">As in 09:00.</param>
/// <param name="To">As in 20:30; 24:00 = midnight.</param>
internal sealed record HoursView(string From, string To);

/// <summary>Limits against pumping.</summary>
internal sealed record VelocityView
{
    /// <summary>What is counted; authentication when absent.</summary>
    public IReadOnlyList<MessageCategory>? Categories { get; init; }

    /// <summary>Length of the window; PT10M when absent.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Messages to numbers that share all but their last four digits; 0 = no limit.</summary>
    public int? PerPrefix { get; init; }

    /// <summary>Different numbers of one block of a hundred; 0 = no limit.</summary>
    public int? AdjacentNumbers { get; init; }
}

/// <summary>Most that is sent in any 24 hours; 0 or null = no ceiling.</summary>
internal sealed record CeilingsView
{
    /// <summary>Messages.</summary>
    public long? Messages { get; init; }

    /// <summary>Segments.</summary>
    public long? Segments { get; init; }

    /// <summary>Spend, in the account's currency, as in "250.00".</summary>
    public string? Spend { get; init; }

    /// <summary>What a segment is reckoned at, as in "0.0075".</summary>
    public string? SegmentPrice { get; init; }
}

/// <summary>An originator that a program texts from.</summary>
/// <param name="Program">The program, as messages name it.</param>
/// <param name="Sender">The originator.</param>
internal sealed record ProgramView(string Program, string Sender);

/// <summary>Changes of an account's policy: what is absent stays, what is null is as at the beginning. Only documents the body.</summary>
internal sealed record PolicyRequest
{
    /// <summary>The kill switch: nothing goes. The operator's.</summary>
    public bool? Stopped { get; init; }

    /// <summary>Categories that need a consent.</summary>
    public IReadOnlyList<MessageCategory>? RequireConsent { get; init; }

    /// <summary>What a STOP refuses; account at the beginning.</summary>
    public OptOutScope? OptOutScope { get; init; }

    /// <summary>Shared suppression lists that are honoured. The operator's.</summary>
    public IReadOnlyList<string>? SuppressionLists { get; init; }

    /// <summary>Whether numbers that carriers say do not exist are passed over; true at the beginning.</summary>
    public bool? SuppressUnreachable { get; init; }

    /// <summary>Categories that quiet hours hold; marketing at the beginning, and never less than that.</summary>
    public IReadOnlyList<MessageCategory>? QuietCategories { get; init; }

    /// <summary>Stricter hours of its own.</summary>
    public HoursView? SendingHours { get; init; }

    /// <summary>Caps on messages to one recipient.</summary>
    public IReadOnlyList<CapView>? Caps { get; init; }

    /// <summary>The same text does not go to a recipient twice within this; null = it may.</summary>
    public TimeSpan? DuplicateWindow { get; init; }

    /// <summary>ISO 3166 codes of the countries that may be texted; null = those of its senders, empty = all.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Digits with which no number may begin.</summary>
    public IReadOnlyList<string>? DeniedPrefixes { get; init; }

    /// <summary>Whether premium and satellite ranges may be texted. The operator's.</summary>
    public bool? AllowCostlyRanges { get; init; }

    /// <summary>Limits against pumping. The operator's.</summary>
    public VelocityView? Velocity { get; init; }

    /// <summary>Ceilings of 24 hours. The operator's.</summary>
    public CeilingsView? Ceilings { get; init; }

    /// <summary>Programs and the originators they text from.</summary>
    public IReadOnlyList<ProgramView>? Programs { get; init; }

    /// <summary>Whether marketing is refused that its recipient cannot opt out of: from a name in letters, with a text that names no other way; null = as the operator set it, which is true.</summary>
    public bool? RequireOptOutRoute { get; init; }
}

/// <summary>What an account's messages must obey.</summary>
internal sealed record PolicyView
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Raised by one with every change; timelines name it. 0 = the defaults.</summary>
    public required long Version { get; init; }

    /// <summary>The kill switch.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Categories that need a consent.</summary>
    public required IReadOnlyList<MessageCategory> RequireConsent { get; init; }

    /// <summary>What a STOP refuses.</summary>
    public required OptOutScope OptOutScope { get; init; }

    /// <summary>Shared suppression lists that are honoured.</summary>
    public required IReadOnlyList<string> SuppressionLists { get; init; }

    /// <summary>Whether numbers that carriers say do not exist are passed over.</summary>
    public required bool SuppressUnreachable { get; init; }

    /// <summary>Categories that quiet hours hold; null = as the operator set it, which is marketing.</summary>
    public required IReadOnlyList<MessageCategory>? QuietCategories { get; init; }

    /// <summary>Stricter hours of its own.</summary>
    public required HoursView? SendingHours { get; init; }

    /// <summary>Caps on messages to one recipient, besides the account's recipient_cap.</summary>
    public required IReadOnlyList<CapView> Caps { get; init; }

    /// <summary>The same text does not go to a recipient twice within this.</summary>
    public required TimeSpan? DuplicateWindow { get; init; }

    /// <summary>Countries that may be texted; null = those of its senders, empty = all.</summary>
    public required IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Digits with which no number may begin.</summary>
    public required IReadOnlyList<string> DeniedPrefixes { get; init; }

    /// <summary>Whether premium and satellite ranges may be texted.</summary>
    public required bool AllowCostlyRanges { get; init; }

    /// <summary>Limits against pumping.</summary>
    public required VelocityView? Velocity { get; init; }

    /// <summary>Ceilings of 24 hours.</summary>
    public required CeilingsView? Ceilings { get; init; }

    /// <summary>Programs and the originators they text from.</summary>
    public required IReadOnlyList<ProgramView> Programs { get; init; }

    /// <summary>Whether marketing is refused that its recipient cannot opt out of; null = as the operator set it, which is true.</summary>
    public required bool? RequireOptOutRoute { get; init; }

    public static PolicyView Of(PolicyConfig config) => new()
    {
        Account = config.Account,
        Version = config.Version,
        Stopped = config.Stopped,
        RequireConsent = PolicyText.Words(config.RequireConsent),
        OptOutScope = config.OptOutScope,
        SuppressionLists = config.SuppressionLists ?? [],
        SuppressUnreachable = config.SuppressUnreachable,
        QuietCategories = config.QuietCategories is { } quiet ? PolicyText.Words(quiet) : null,
        SendingHours = config.SendingHours is { } hours ? new HoursView(PolicyText.Clock(hours.From), PolicyText.Clock(hours.To)) : null,
        Caps = [.. (config.Caps ?? []).Select(cap => new CapView
        {
            Count = cap.Count, Window = TimeSpan.FromSeconds(cap.Seconds), Scope = cap.Scope, Categories = PolicyText.Words(cap.Categories),
        })],
        DuplicateWindow = config.DuplicateSeconds > 0 ? TimeSpan.FromSeconds(config.DuplicateSeconds) : null,
        Countries = config.Countries,
        DeniedPrefixes = config.DeniedPrefixes ?? [],
        AllowCostlyRanges = config.AllowCostlyRanges,
        Velocity = config.Velocity is { } velocity ? ViewOf(velocity) : null,
        Ceilings = config.Ceilings is { } ceilings ? ViewOf(ceilings) : null,
        Programs = [.. (config.Programs ?? []).Select(program => new ProgramView(program.Program, program.Sender))],
        RequireOptOutRoute = config.RequireOptOutRoute,
    };

    private static VelocityView ViewOf(VelocityLimits limits) => new()
    {
        Categories = PolicyText.Words(limits.Categories),
        Window = TimeSpan.FromSeconds(limits.WindowSeconds),
        PerPrefix = limits.PerPrefix,
        AdjacentNumbers = limits.AdjacentNumbers,
    };

    private static CeilingsView ViewOf(DailyCeilings ceilings) => new()
    {
        Messages = ceilings.Messages,
        Segments = ceilings.Segments,
        Spend = PolicyText.Money(ceilings.SpendMicros),
        SegmentPrice = PolicyText.Money(ceilings.SegmentPriceMicros),
    };
}
