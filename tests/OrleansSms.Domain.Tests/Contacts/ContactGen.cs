using CsCheck;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Domain.Tests.Contacts;

/// <summary>Contacts whose fields have few names and few values, so that filters over the same ones meet them.</summary>
internal static class ContactGen
{
    public const long Now = 1_772_000_000_000_000;

    public static readonly string[] Names = ["city", "orders", "born", "paid", "likes"];

    public static readonly string[] Words = ["", "a", "A", "ab", "Straße", "STRASSE", "é", "É", "K", "k", "ſ", "s", "ı", "I", "vip", "marketing", "it's", "2026"];

    private static readonly Gen<IReadOnlyList<string>> WordList =
        Gen.OneOf(Words).List[0, 4].Select(list => (IReadOnlyList<string>)list);

    private static readonly long Day = UnixMicros.From(TimeSpan.FromDays(1));

    public static readonly Gen<FieldValue> Date = Gen.Select(Gen.Int[-3, 3], Gen.Bool, Gen.OneOf(0L, 1, 3_600_000_000))
        .Select((days, isDay, micros) => FieldValue.OfDate((Now - (Now % Day)) + (days * Day) + (isDay ? 0 : micros), isDay));

    public static readonly Gen<FieldValue> Scalar = Gen.OneOf(
        Gen.OneOf(Words).Select(FieldValue.OfText),
        Gen.OneOf(-1.5, 0, 1, 2, 1e12).Select(FieldValue.Of),
        Gen.Bool.Select(FieldValue.Of),
        Date);

    public static readonly Gen<FieldValue> Value = Gen.OneOf(Scalar, WordList.Select(FieldValue.Of));

    public static readonly Gen<Contact> Contact =
        from fields in Gen.Dictionary(Gen.OneOf(Names), Value)[0, Names.Length]
        from zone in Gen.OneOf<string?>(null, "Europe/Berlin")
        from language in Gen.OneOf<string?>(null, "de", "pt-BR")
        from tags in WordList
        from lists in WordList
        from consents in Gen.OneOf("marketing", "k").Select(purpose => new ContactConsent(purpose, "vip", "import", Now)).List[0, 2]
        from age in Gen.Int[0, 3]
        from digits in Gen.Int[0, 99]
        select new Contact
        {
            Id = new ContactId(new SortableId(1, 2)),
            Number = new Msisdn(447700900100 + digits),
            Fields = fields,
            Zone = zone,
            Language = language,
            Tags = tags,
            Lists = lists,
            Consents = consents,
            CreatedAt = Now - (age * Day),
            UpdatedAt = Now,
        };

    public static readonly Gen<Engagement> Engagement = Gen.Select(Gen.Long[0, 2], Gen.Long[0, 2], Gen.Int[0, 3]).Select((sent, delivered, days) =>
        new Engagement { Sent = sent, Delivered = delivered, LastSentAt = sent == 0 ? 0 : Now - (days * Day), LastDeliveredAt = delivered == 0 ? 0 : Now - Day });
}
