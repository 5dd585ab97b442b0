using System.Security.Cryptography;
using System.Text;
using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Recipients;

/// <summary>A consent with all that proves it (16 CFR 310.5). What changes afterwards stands in the recipient's state, see <see cref="With"/>.</summary>
[GenerateSerializer, Immutable, Alias("sms.ConsentRecord")]
public sealed record ConsentRecord
{
    /// <summary>What ids start with.</summary>
    public const string Prefix = "con_";

    /// <summary>How long a record is kept after the consent was revoked.</summary>
    public static readonly TimeSpan KeptAfterRevocation = TimeSpan.FromDays(5 * 366);

    /// <summary>Its id, <c>con_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Who may text.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>Who may be texted, in E.164.</summary>
    [Id(2)] public required string Number { get; init; }

    /// <summary>What for: a category such as <c>marketing</c>, or a program.</summary>
    [Id(3)] public required string Purpose { get; init; }

    /// <summary>The wording that was shown.</summary>
    [Id(4)] public string? Wording { get; init; }

    /// <summary>Its version.</summary>
    [Id(5)] public string? WordingVersion { get; init; }

    /// <summary>How it was given.</summary>
    [Id(6)] public ConsentSource Source { get; init; }

    /// <summary>When it was given, in Unix microseconds.</summary>
    [Id(7)] public long GivenAt { get; init; }

    /// <summary>The address it was given from, where there was one.</summary>
    [Id(8)] public string? IpAddress { get; init; }

    /// <summary>The browser it was given with, where there was one.</summary>
    [Id(9)] public string? UserAgent { get; init; }

    /// <summary>The inbound message that gave it, where a keyword did.</summary>
    [Id(10)] public string? Message { get; init; }

    /// <summary>Whether it counts only once the recipient has confirmed it.</summary>
    [Id(11)] public bool DoubleOptIn { get; init; }

    /// <summary>When the recipient confirmed it.</summary>
    [Id(12)] public long? ConfirmedAt { get; init; }

    /// <summary>When it was revoked; null = it stands.</summary>
    [Id(13)] public long? RevokedAt { get; init; }

    /// <summary>The inbound message that revoked it, or <c>api</c>.</summary>
    [Id(14)] public string? RevokedBy { get; init; }

    /// <summary>When it was recorded, in Unix microseconds.</summary>
    [Id(15)] public long RecordedAt { get; init; }

    /// <summary>
    /// What a contact's consent is recorded as. Its id follows from what it says and where it comes from, so that it is one record however often it is told.
    /// </summary>
    /// <param name="account">Who may text.</param>
    /// <param name="origin">The import or the contact that it came with.</param>
    /// <param name="number">Who gave it.</param>
    /// <param name="consent">What was given.</param>
    /// <param name="source">How.</param>
    /// <param name="now">When it is recorded, in Unix microseconds.</param>
    public static ConsentRecord Of(string account, SortableId origin, Msisdn number, ContactConsent consent, ConsentSource source, long now)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{number.Digits}|{consent.Purpose}|{consent.At}|{consent.Wording}");
        var low = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new ConsentRecord
        {
            Id = new SortableId(origin.High, low).ToString(Prefix),
            Account = account,
            Number = number.ToString(),
            Purpose = consent.Purpose,
            Wording = consent.Wording.Length > 0 ? consent.Wording : null,
            Source = source,
            GivenAt = consent.At,
            RecordedAt = now,
        };
    }

    /// <summary>Whether messages may be sent by it.</summary>
    public bool Stands => RevokedAt is null && (!DoubleOptIn || ConfirmedAt is not null);

    /// <summary>What the recipient remembers of it.</summary>
    public Consent Remembered => new(Account, Purpose, Id, GivenAt, DoubleOptIn, ConfirmedAt, RevokedAt, RevokedBy);

    /// <summary>The record as the recipient's state has it now.</summary>
    public ConsentRecord With(RecipientState state) => state.Consents.FirstOrDefault(consent => consent.Record == Id) is { } now
        ? this with { ConfirmedAt = now.ConfirmedAt, RevokedAt = now.RevokedAt, RevokedBy = now.RevokedBy }
        : this;

    /// <summary>Whether it need not be kept any more.</summary>
    public bool IsOver(long now) => RevokedAt is { } revoked && now - revoked > UnixMicros.From(KeptAfterRevocation);
}

/// <summary>How a consent was given.</summary>
public enum ConsentSource : byte
{
    /// <summary>By a call of the API that says no more.</summary>
    Api = 0,

    /// <summary>On a web form.</summary>
    WebForm = 1,

    /// <summary>By a keyword.</summary>
    Keyword = 2,

    /// <summary>With an import.</summary>
    Import = 3,

    /// <summary>On paper.</summary>
    Paper = 4,
}
