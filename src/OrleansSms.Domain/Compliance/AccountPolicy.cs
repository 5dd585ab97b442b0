using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>
/// What an account's messages must obey, made ready for deciding: from its configuration and its policy document, see <see cref="AccountPolicies"/>. One of these goes
/// with every call that decides, not with every message.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.AccountPolicy")]
public sealed record AccountPolicy
{
    /// <summary>The account.</summary>
    [Id(0)] public required string Account { get; init; }

    /// <summary>Version of the policy document; 0 = the defaults.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The kill switch: nothing goes.</summary>
    [Id(2)] public bool IsStopped { get; init; }

    /// <summary>Categories that need a consent.</summary>
    [Id(3)] public Categories RequireConsent { get; init; }

    /// <summary>What a STOP refuses.</summary>
    [Id(4)] public OptOutScope OptOutScope { get; init; } = OptOutScope.Account;

    /// <summary>Suppression lists that are honoured besides the account's own.</summary>
    [Id(5)] public IReadOnlyList<string> SuppressionLists { get; init; } = [];

    /// <summary>Whether numbers that carriers say do not exist are passed over.</summary>
    [Id(6)] public bool SuppressUnreachable { get; init; } = true;

    /// <summary>Categories that quiet hours hold.</summary>
    [Id(7)] public Categories QuietCategories { get; init; } = Categories.Marketing;

    /// <summary>Hours of the recipient's day in which the account sends, within what the law allows; null = all that it allows.</summary>
    [Id(8)] public DayHours? SendingHours { get; init; }

    /// <summary>Caps on messages to one recipient. All of them must have room.</summary>
    [Id(9)] public IReadOnlyList<FrequencyCap> Caps { get; init; } = [];

    /// <summary>The same text does not go to a recipient twice within so many seconds; 0 = it may.</summary>
    [Id(10)] public long DuplicateSeconds { get; init; }

    /// <summary>ISO 3166 codes of the countries that may be texted; null = all.</summary>
    [Id(11)] public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Digits with which no number may begin, besides premium and satellite ranges.</summary>
    [Id(12)] public IReadOnlyList<string> DeniedPrefixes { get; init; } = [];

    /// <summary>Whether premium and satellite ranges may be texted.</summary>
    [Id(13)] public bool AllowCostlyRanges { get; init; }

    /// <summary>Limits against pumping; null = none.</summary>
    [Id(14)] public VelocityLimits? Velocity { get; init; }

    /// <summary>Ceilings of 24 hours; null = none.</summary>
    [Id(15)] public DailyCeilings? Ceilings { get; init; }

    /// <summary>The account's programs and the originators they text from.</summary>
    [Id(16)] public IReadOnlyList<ProgramSender> Programs { get; init; } = [];

    /// <summary>Whether marketing that its recipient cannot opt out of is refused.</summary>
    [Id(17)] public bool RequireOptOutRoute { get; init; }

    /// <summary>Whether the account itself counts its messages, over all recipients.</summary>
    public bool CountsTraffic => Velocity is not null || Ceilings is not null;

    /// <summary>Whether any cap counts a category, or duplicates of it are looked for: then its messages are remembered of the recipient.</summary>
    public bool Remembers(MessageCategory category)
    {
        if (DuplicateSeconds > 0)
        {
            return true;
        }

        foreach (var cap in Caps)
        {
            if (cap.Counts(category))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a STOP refuses.</summary>
public enum OptOutScope : byte
{
    /// <summary>Everything of the account.</summary>
    Account = 0,

    /// <summary>The programs that text from the originator that was answered; without one, that originator.</summary>
    Program = 1,

    /// <summary>The originator that was answered.</summary>
    Sender = 2,
}

/// <summary>An originator that a program texts from.</summary>
[GenerateSerializer, Immutable, Alias("sms.ProgramSender")]
public sealed record ProgramSender([property: Id(0)] string Program, [property: Id(1)] string Sender);

/// <summary>Hours of the recipient's day, by the clock on the wall. Minutes are multiples of 15. <c>To</c> before <c>From</c> = over midnight; equal = none.</summary>
/// <param name="From">First minute of the day, 0 to 1439.</param>
/// <param name="To">First minute that is outside, 0 to 1440.</param>
[GenerateSerializer, Immutable, Alias("sms.DayHours")]
public readonly record struct DayHours([property: Id(0)] int From, [property: Id(1)] int To)
{
    /// <summary>Minutes between which zones' clocks and windows change.</summary>
    public const int StepMinutes = 15;

    /// <summary>No hours at all.</summary>
    public static DayHours None { get; } = new(0, 0);

    /// <summary>Whether there are none.</summary>
    public bool IsNone => From == To;

    /// <summary>Whether it goes over midnight.</summary>
    public bool WrapsMidnight => To < From;

    /// <inheritdoc/>
    public override string ToString() => IsNone
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{From / 60:00}:{From % 60:00}–{To / 60:00}:{To % 60:00}");
}

/// <summary>Limits against pumping: somebody has an account send to numbers that pay them.</summary>
/// <param name="Categories">What is counted; codes are what is pumped.</param>
/// <param name="WindowSeconds">Length of the window.</param>
/// <param name="PerPrefix">Messages to numbers that share all but their last four digits; 0 = no limit.</param>
/// <param name="AdjacentNumbers">Different numbers of one block of a hundred; 0 = no limit.</param>
[GenerateSerializer, Immutable, Alias("sms.VelocityLimits")]
public sealed record VelocityLimits(
    [property: Id(0)] Categories Categories = Categories.Authentication,
    [property: Id(1)] int WindowSeconds = 600,
    [property: Id(2)] int PerPrefix = 100,
    [property: Id(3)] int AdjacentNumbers = 10);

/// <summary>Most that an account sends in any 24 hours, counted by the hour.</summary>
/// <param name="Messages">Messages; 0 = no ceiling.</param>
/// <param name="Segments">Segments; 0 = no ceiling.</param>
/// <param name="SpendMicros">Spend in millionths of the account's currency; 0 = no ceiling.</param>
/// <param name="SegmentPriceMicros">What a segment is reckoned at, in millionths.</param>
[GenerateSerializer, Immutable, Alias("sms.DailyCeilings")]
public sealed record DailyCeilings(
    [property: Id(0)] long Messages = 0,
    [property: Id(1)] long Segments = 0,
    [property: Id(2)] long SpendMicros = 0,
    [property: Id(3)] long SegmentPriceMicros = 0);
