using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Domain.Tests.Segments;

/// <summary>What a filter means, over contacts as objects, in the words of docs/audience.md and as plainly as can be.</summary>
internal static class NaiveEvaluator
{
    public static bool Matches(Filter filter, Contact contact, Engagement engagement, long now) => filter switch
    {
        AllOf all => all.Terms.All(term => Matches(term, contact, engagement, now)),
        AnyOf any => any.Terms.Any(term => Matches(term, contact, engagement, now)),
        NotFilter not => !Matches(not.Term, contact, engagement, now),
        Membership { Kind: MembershipKind.Tag } tag => contact.Tags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase),
        Membership { Kind: MembershipKind.List } list => contact.Lists.Contains(list.Name, StringComparer.OrdinalIgnoreCase),
        Membership consent => contact.Consents.Any(it => Same(it.Purpose, consent.Name)),
        IsSet set => Read(set.Field, contact, engagement) is { } value && value.ToString().Length + (value.Items?.Count ?? 0) > 0,
        Comparison { Operator: CompareOperator.NotEqual } it =>
            !Matches(it with { Operator = CompareOperator.Equal }, contact, engagement, now),
        Comparison it => Read(it.Field, contact, engagement) is { } value && Compare(value, it.Operator, it.Value.At(now)),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static FieldValue? Read(string field, Contact contact, Engagement engagement) => field switch
    {
        "number" => FieldValue.OfText(contact.Number.ToString()),
        "zone" => contact.Zone is null ? null : FieldValue.OfText(contact.Zone),
        "language" => contact.Language is null ? null : FieldValue.OfText(contact.Language),
        "created_at" => FieldValue.OfDate(contact.CreatedAt),
        "sent" => FieldValue.Of(engagement.Sent),
        "delivered" => FieldValue.Of(engagement.Delivered),
        "last_sent_at" => engagement.LastSentAt == 0 ? null : FieldValue.OfDate(engagement.LastSentAt),
        "last_delivered_at" => engagement.LastDeliveredAt == 0 ? null : FieldValue.OfDate(engagement.LastDeliveredAt),
        _ => contact.Fields.TryGetValue(field, out var value) ? value : null,
    };

    private static bool Compare(FieldValue actual, CompareOperator comparison, FieldValue wanted)
    {
        if (actual.Type == FieldType.List && wanted.Type == FieldType.Text)
        {
            var each = comparison == CompareOperator.Contains ? CompareOperator.Equal : comparison;
            return actual.Items!.Any(item => Compare(FieldValue.OfText(item), each, wanted));
        }

        if (actual.Type != wanted.Type)
        {
            return false;
        }

        return actual.Type switch
        {
            FieldType.Text when comparison == CompareOperator.Contains => actual.Text!.Contains(wanted.Text!, StringComparison.OrdinalIgnoreCase),
            FieldType.Text when comparison == CompareOperator.StartsWith => actual.Text!.StartsWith(wanted.Text!, StringComparison.OrdinalIgnoreCase),
            FieldType.Text => Holds(comparison, string.Compare(actual.Text, wanted.Text, StringComparison.OrdinalIgnoreCase)),
            FieldType.Number => Holds(comparison, actual.Number.CompareTo(wanted.Number)),
            FieldType.Boolean => comparison == CompareOperator.Equal && actual.IsTrue == wanted.IsTrue,
            FieldType.Date when wanted.IsDay => Holds(comparison, UnixMicros.ToTime(actual.Micros).Date.CompareTo(UnixMicros.ToTime(wanted.Micros).Date)),
            FieldType.Date => Holds(comparison, actual.Micros.CompareTo(wanted.Micros)),
            _ => false,
        };
    }

    private static bool Holds(CompareOperator comparison, int order) => comparison switch
    {
        CompareOperator.Equal => order == 0,
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        CompareOperator.GreaterOrEqual => order >= 0,
        _ => false,
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
