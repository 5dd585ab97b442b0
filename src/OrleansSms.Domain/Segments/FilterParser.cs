using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments;

/// <summary>Reads filters: <c>country = 'US' and last_order > ago(30d) and not tag('vip')</c>. docs/audience.md describes the language.</summary>
public sealed class FilterParser
{
    private const string ExpectedTerm = "a field, tag('…'), list('…'), consent('…'), not, or (";
    private const string ExpectedOperator = "an operator: =, !=, <, <=, >, >=, in, contains, starts_with, is set, is not set";

    private readonly FilterLexer _lexer;
    private readonly FilterValues _values;
    private Token _token;
    private int _depth;
    private int _terms;

    private FilterParser(string text)
    {
        _lexer = new FilterLexer(text);
        _values = new FilterValues(this);
        _token = _lexer.Next();
    }

    /// <summary>Reads a filter; where it cannot be read, <paramref name="error"/> says where and what would be right. An empty text is every contact.</summary>
    public static bool TryParse(string text, out Filter filter, out FilterError? error)
    {
        (filter, error) = (Filter.All, null);
        if (text.Length > FilterLimits.MaxChars)
        {
            error = new FilterError(FilterLimits.MaxChars, string.Create(CultureInfo.InvariantCulture, $"at most {FilterLimits.MaxChars} characters"));
            return false;
        }

        var parser = new FilterParser(text);
        if (parser._token.Kind == TokenKind.End)
        {
            return true;
        }

        try
        {
            filter = parser.Or();
            return parser._token.Kind == TokenKind.End ? true : throw parser.Expected("and, or, or the end");
        }
        catch (FilterSyntaxException e)
        {
            (filter, error) = (Filter.All, e.Error);
            return false;
        }
    }

    internal Token Current => _token;

    internal Token Take()
    {
        var token = _token;
        _token = _lexer.Next();
        return token;
    }

    internal void Require(string symbol)
    {
        if (!_token.Is(symbol))
        {
            throw Expected(symbol);
        }

        Take();
    }

    internal FilterSyntaxException Expected(string what) => new(new FilterError(_token.Position, what));

    private Filter Or() => Chain("or", And, static terms => new AnyOf(terms));

    private Filter And() => Chain("and", Not, static terms => new AllOf(terms));

    private Filter Chain(string word, Func<Filter> term, Func<IReadOnlyList<Filter>, Filter> join)
    {
        var first = term();
        if (!_token.Is(word))
        {
            return first;
        }

        var terms = new List<Filter> { first };
        while (_token.Is(word))
        {
            Take();
            terms.Add(term());
        }

        return join(terms);
    }

    private Filter Not()
    {
        if (++_depth > FilterLimits.MaxDepth)
        {
            throw Expected(string.Create(CultureInfo.InvariantCulture, $"at most {FilterLimits.MaxDepth} levels of brackets and nots"));
        }

        Filter filter;
        if (_token.Is("not"))
        {
            Take();
            filter = new NotFilter(Not());
        }
        else if (_token.Is("("))
        {
            Take();
            filter = Or();
            Require(")");
        }
        else
        {
            filter = Term();
        }

        _depth--;
        return filter;
    }

    private Filter Term()
    {
        if (++_terms > FilterLimits.MaxTerms)
        {
            throw Expected(string.Create(CultureInfo.InvariantCulture, $"at most {FilterLimits.MaxTerms} comparisons"));
        }

        if (_token.Kind is not (TokenKind.Word or TokenKind.QuotedName) || (_token.Kind == TokenKind.Word && FilterWords.IsKeyword(_token.Text)))
        {
            throw Expected(ExpectedTerm);
        }

        var name = Take();
        if (name.Kind == TokenKind.Word && _token.Is("("))
        {
            return Member(name);
        }

        return Compare(name.Kind == TokenKind.Word ? FilterWords.Builtin(name.Text) ?? name.Text : name.Text);
    }

    private Membership Member(Token name)
    {
        if (!FilterWords.TryMembership(name.Text, out var kind))
        {
            throw new FilterSyntaxException(new FilterError(name.Position, "tag('…'), list('…') or consent('…')"));
        }

        Take();
        if (_token.Kind != TokenKind.Text)
        {
            throw Expected("a name in single quotes");
        }

        var member = new Membership(kind, Take().Text);
        Require(")");
        return member;
    }

    private Filter Compare(string field)
    {
        if (_token.Is("in"))
        {
            Take();
            return OneOf(field);
        }

        if (_token.Is("is"))
        {
            Take();
            var negated = _token.Is("not");
            if (negated)
            {
                Take();
            }

            Require("set");
            return negated ? new NotFilter(new IsSet(field)) : new IsSet(field);
        }

        if (FilterWords.TryOperator(_token, out var comparison))
        {
            Take();
            return new Comparison(field, comparison, _values.Read(comparison));
        }

        // A yes-or-no field by itself.
        return _token.Kind == TokenKind.End || _token.Is("and") || _token.Is("or") || _token.Is(")")
            ? new Comparison(field, CompareOperator.Equal, new FilterValue(FieldValue.Of(true)))
            : throw Expected(ExpectedOperator);
    }

    private AnyOf OneOf(string field)
    {
        Require("(");
        var terms = new List<Filter> { new Comparison(field, CompareOperator.Equal, _values.Read(CompareOperator.Equal)) };
        while (_token.Is(","))
        {
            Take();
            terms.Add(new Comparison(field, CompareOperator.Equal, _values.Read(CompareOperator.Equal)));
            if (++_terms > FilterLimits.MaxTerms)
            {
                throw Expected(string.Create(CultureInfo.InvariantCulture, $"at most {FilterLimits.MaxTerms} comparisons"));
            }
        }

        Require(")");
        return new AnyOf(terms);
    }
}

/// <summary>Ends the reading of a filter; never leaves <see cref="FilterParser"/>.</summary>
internal sealed class FilterSyntaxException(FilterError error) : Exception(error.Expected)
{
    public FilterError Error => error;
}
