using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Importing;

/// <summary>How a file of contacts is to be read.</summary>
[GenerateSerializer, Immutable, Alias("sms.ImportConfig")]
public sealed record ImportConfig
{
    /// <summary>What ids start with.</summary>
    public const string Prefix = "imp_";

    /// <summary>Its id, <c>imp_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whose contacts they are.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>What columns are, by their header: <c>number</c>, <c>zone</c>, <c>language</c>, <c>tags</c>, <c>lists</c>, <c>consent</c>, <c>-</c> to pass one over, or a field with or without a type, as in <c>zip:text</c>.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>ISO 3166 country of numbers in national format; null = only international ones are read.</summary>
    [Id(3)] public string? DefaultCountry { get; init; }

    /// <summary>What to do with numbers that have a contact already.</summary>
    [Id(4)] public DuplicateRule Duplicates { get; init; }

    /// <summary>Tags that every contact of the file gets.</summary>
    [Id(5)] public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Lists that every contact of the file is put on.</summary>
    [Id(6)] public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>What the consent column, or all rows, consent to; null = nothing is said about consent.</summary>
    [Id(7)] public ImportConsent? Consent { get; init; }

    /// <summary>When it was asked for, in Unix microseconds.</summary>
    [Id(8)] public long CreatedAt { get; init; }
}

/// <summary>What rows consent to.</summary>
/// <param name="Purpose">A category such as <c>marketing</c>, or a program.</param>
/// <param name="Wording">The wording that was shown.</param>
/// <param name="AllRows">Whether every row has consented, without a column that says so.</param>
[GenerateSerializer, Immutable, Alias("sms.ImportConsent")]
public sealed record ImportConsent([property: Id(0)] string Purpose, [property: Id(1)] string Wording, [property: Id(2)] bool AllRows);

/// <summary>What an import does with a number that has a contact already.</summary>
public enum DuplicateRule : byte
{
    /// <summary>Lays the row over the contact.</summary>
    Merge = 0,

    /// <summary>Leaves the contact as it is.</summary>
    Skip = 1,
}

/// <summary>Bounds on imports.</summary>
public static class ImportLimits
{
    /// <summary>Octets of an upload, as it comes: ten million rows of a usual export, compressed or not.</summary>
    public const long MaxUploadBytes = 2L << 30;

    /// <summary>Characters of the file, unpacked: what 10 million rows of 400 characters take.</summary>
    public const long MaxChars = 4L << 30;

    /// <summary>Rows of a file; more must be given in parts.</summary>
    public const int MaxRows = 10_000_000;

    /// <summary>Rows that are put in order in memory at a time: some 40 MB.</summary>
    public const int RowsPerRun = 200_000;

    /// <summary>Rejected rows that are listed with their reason; further ones are only counted.</summary>
    public const int MaxListedRejects = 1_000_000;

    /// <summary>Columns of a file: the fields that a contact may have, and what every contact has.</summary>
    public const int MaxColumns = ContactLimits.MaxFields + 10;

    /// <summary>Characters of a row.</summary>
    public const int MaxRowChars = 1 << 20;

    /// <summary>Imports of one account that are kept: twenty a day, for as long as they are.</summary>
    public const int MaxPerAccount = 2_000;

    /// <summary>How long an import that has ended is kept with its rejects: until a quarter has been gone over. Contacts stay.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(90);

    /// <summary>How long an import waits for its file: whoever makes one has the file at hand.</summary>
    public static readonly TimeSpan MaxWaitForFile = TimeSpan.FromDays(7);
}
