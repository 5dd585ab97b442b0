using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments;

/// <summary>Reads what <c>and</c>, <c>or</c> and <c>not</c> join: a field compared with something, or tag('…') and its like.</summary>
internal sealed class FilterTerms(FilterCursor cursor)
{
    private const string ExpectedTerm = "a field, tag('…'), list('…'), consent('…'), not, or (";
    private const string ExpectedOperator = "an operator: =, !=, <, <=, >, >=, in, contains, starts_with, is set, is not set";

    private readonly FilterValues _values = new(cursor);
    private int _count;

    public Filter Read()
    {
        CountOne();
        if (cursor.Current.Kind is not (TokenKind.Word or TokenKind.QuotedName) || (cursor.Current.Kind == TokenKind.Word && FilterWords.IsKeyword(cursor.Current.Text)))
        {
            throw cursor.Expected(ExpectedTerm);
        }

        var name = cursor.Take();
        if (name.Kind == TokenKind.Word && cursor.Current.Is("("))
        {
            return Member(name);
        }

        return Compare(name.Kind == TokenKind.Word ? FilterWords.Builtin(name.Text) ?? name.Text : name.Text);
    }

    private void CountOne()
    {
        if (++_count > FilterLimits.MaxTerms)
        {
            throw cursor.Expected(string.Create(CultureInfo.InvariantCulture, $"at most {FilterLimits.MaxTerms} comparisons"));
        }
    }

    private Membership Member(Token name)
    {
        if (!FilterWords.TryMembership(name.Text, out var kind))
        {
            throw new FilterSyntaxException(new FilterError(name.Position, "tag('…'), list('…') or consent('…')"));
        }

        cursor.Take();
        if (cursor.Current.Kind != TokenKind.Text)
        {
            throw cursor.Expected("a name in single quotes");
        }

        var member = new Membership(kind, cursor.Take().Text);
        cursor.Require(")");
        return member;
    }

    private Filter Compare(string field)
    {
        if (cursor.TryTake("in"))
        {
            return OneOf(field);
        }

        if (cursor.TryTake("is"))
        {
            var isNegated = cursor.TryTake("not");
            cursor.Require("set");
            return isNegated ? new NotFilter(new IsSet(field)) : new IsSet(field);
        }

        if (FilterWords.TryOperator(cursor.Current, out var comparison))
        {
            cursor.Take();
            return new Comparison(field, comparison, _values.Read(comparison));
        }

        // A yes-or-no field by itself.
        return cursor.Current.Kind == TokenKind.End || cursor.Current.Is("and") || cursor.Current.Is("or") || cursor.Current.Is(")")
            ? new Comparison(field, CompareOperator.Equal, new FilterValue(FieldValue.Of(true)))
            : throw cursor.Expected(ExpectedOperator);
    }

    private AnyOf OneOf(string field)
    {
        cursor.Require("(");
        var terms = new List<Filter> { EqualTo(field) };
        while (cursor.TryTake(","))
        {
            terms.Add(EqualTo(field));
            CountOne();
        }

        cursor.Require(")");
        return new AnyOf(terms);
    }

    private Comparison EqualTo(string field) => new(field, CompareOperator.Equal, _values.Read(CompareOperator.Equal));
}
