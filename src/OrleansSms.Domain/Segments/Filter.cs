using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments;

/// <summary>What contacts must be like. Made by <see cref="FilterParser"/>; <see cref="FilterText"/> writes it.</summary>
[GenerateSerializer, Immutable, Alias("sms.Filter")]
public abstract record Filter
{
    /// <summary>Every contact.</summary>
    public static readonly Filter All = new AllOf([]);

    /// <summary>This and the other.</summary>
    public Filter And(Filter other) => this is AllOf { Terms.Count: 0 } ? other : new AllOf([this, other]);
}

/// <summary>Every term holds; none = always.</summary>
[GenerateSerializer, Immutable, Alias("sms.AllOf")]
public sealed record AllOf([property: Id(0)] IReadOnlyList<Filter> Terms) : Filter;

/// <summary>A term holds.</summary>
[GenerateSerializer, Immutable, Alias("sms.AnyOf")]
public sealed record AnyOf([property: Id(0)] IReadOnlyList<Filter> Terms) : Filter;

/// <summary>The term does not hold.</summary>
[GenerateSerializer, Immutable, Alias("sms.NoneOf")]
public sealed record NotFilter([property: Id(0)] Filter Term) : Filter;

/// <summary>A field compared with a value. Where the field is missing or of another type, it does not hold.</summary>
[GenerateSerializer, Immutable, Alias("sms.Comparison")]
public sealed record Comparison([property: Id(0)] string Field, [property: Id(1)] CompareOperator Operator, [property: Id(2)] FilterValue Value) : Filter;

/// <summary>A field is there and not empty.</summary>
[GenerateSerializer, Immutable, Alias("sms.IsSet")]
public sealed record IsSet([property: Id(0)] string Field) : Filter;

/// <summary>The contact has a tag, is on a list, or has a consent for a purpose.</summary>
[GenerateSerializer, Immutable, Alias("sms.Membership")]
public sealed record Membership([property: Id(0)] MembershipKind Kind, [property: Id(1)] string Name) : Filter;

/// <summary>A value to compare with: one that stands there, or a time relative to now.</summary>
/// <param name="Value">The value, unless relative.</param>
/// <param name="FromNow">How far from now, in microseconds; negative = past.</param>
[GenerateSerializer, Immutable, Alias("sms.FilterValue")]
public readonly record struct FilterValue([property: Id(0)] FieldValue Value, [property: Id(1)] long? FromNow = null)
{
    /// <summary>The value at a time.</summary>
    public FieldValue At(long now) => FromNow is { } distance ? FieldValue.OfDate(now + distance) : Value;
}

/// <summary>How values are compared.</summary>
public enum CompareOperator : byte
{
    /// <summary><c>=</c>; of a list: an item is.</summary>
    Equal = 0,

    /// <summary><c>!=</c>: the opposite of <c>=</c>, so it holds where the field is missing.</summary>
    NotEqual = 1,

    /// <summary><c>&lt;</c></summary>
    Less = 2,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual = 3,

    /// <summary><c>&gt;</c></summary>
    Greater = 4,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual = 5,

    /// <summary><c>contains</c>: a text within a text, or an item of a list.</summary>
    Contains = 6,

    /// <summary><c>starts_with</c></summary>
    StartsWith = 7,
}

/// <summary>What a contact may be in.</summary>
public enum MembershipKind : byte
{
    /// <summary><c>tag('vip')</c></summary>
    Tag = 0,

    /// <summary><c>list('newsletter')</c></summary>
    List = 1,

    /// <summary><c>consent('marketing')</c></summary>
    Consent = 2,
}
