using System.Globalization;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Documents;

/// <summary>A number on a suppression list, so that lists can be read. What decisions go by is the recipient's own state.</summary>
/// <param name="List">The list, which owns the document.</param>
/// <param name="Number">The number's digits.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when, in Unix microseconds.</param>
/// <param name="Until">Until when.</param>
internal sealed record KeptSuppression(string List, long Number, string Reason, long At, long? Until)
{
    public SuppressionEntry Entry => new(List, new Msisdn(Number), Reason, At, Until);

    public static KeptSuppression Of(SuppressionEntry entry) => new(entry.List, entry.Number.Digits, entry.Reason, entry.At, entry.Until);

    /// <summary>The document's id: lists do not share any.</summary>
    public static string IdOf(string list, Msisdn number) => NumberKeys.Of(list, number);
}

/// <summary>That a recipient's text may have been an opt-out, so that those can be listed that wait for a look.</summary>
/// <param name="Account">The account, which owns the document.</param>
/// <param name="Number">The number's digits.</param>
internal sealed record KeptReview(string Account, long Number)
{
    public static string IdOf(string account, Msisdn number) => NumberKeys.Of(account, number);
}

/// <summary>Ids of documents that belong to an owner and a number.</summary>
internal static class NumberKeys
{
    public static string Of(string owner, Msisdn number) => string.Create(CultureInfo.InvariantCulture, $"{owner}:{number.Digits}");

    /// <summary>Where to read on behind a number; before the first of an owner when there is none.</summary>
    public static string After(string owner, Msisdn? number) => number is { } last ? Of(owner, last) : owner + ":";
}
