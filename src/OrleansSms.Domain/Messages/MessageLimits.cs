namespace OrleansSms.Domain.Messages;

/// <summary>Bounds on what one request may hold, each with the reason for its value.</summary>
public static class MessageLimits
{
    /// <summary>UTF-16 code units of a body: what the field's largest APIs accept.</summary>
    public const int MaxBodyChars = 1_600;

    /// <summary>Segments of a message: 1,600 UCS-2 units make 24; a bit per segment must fit a 64-bit mask.</summary>
    public const int MaxSegments = 25;

    /// <summary>Recipients of one batch request.</summary>
    public const int MaxBatchRecipients = 10_000;

    /// <summary>Characters of a client_reference.</summary>
    public const int MaxClientReferenceChars = 128;

    /// <summary>Tags on a message.</summary>
    public const int MaxTags = 10;

    /// <summary>Characters of a tag.</summary>
    public const int MaxTagChars = 64;

    /// <summary>Longest name of a program.</summary>
    public const int MaxProgramChars = 64;

    /// <summary>Characters of a callback_url.</summary>
    public const int MaxCallbackUrlChars = 2_048;

    /// <summary>How long a carrier is tried when the sender names no validity_period: what most SMSCs keep a message.</summary>
    public static readonly TimeSpan DefaultValidity = TimeSpan.FromHours(48);

    /// <summary>A one-time passcode is of no use after this.</summary>
    public static readonly TimeSpan DefaultAuthenticationValidity = TimeSpan.FromMinutes(10);

    /// <summary>Shortest validity_period: below it, a retry could not happen.</summary>
    public static readonly TimeSpan MinValidity = TimeSpan.FromSeconds(10);

    /// <summary>Longest validity_period: two weeks, since SMPP's relative time and SMSCs end about there.</summary>
    public static readonly TimeSpan MaxValidity = TimeSpan.FromDays(14);

    /// <summary>How far ahead send_at may lie.</summary>
    public static readonly TimeSpan MaxScheduleAhead = TimeSpan.FromDays(365);
}
