namespace OrleansSms.Domain.Segments;

/// <summary>Reads filters: <c>country = 'US' and last_order > ago(30d) and not tag('vip')</c>. docs/audience.md describes the language.</summary>
public sealed class FilterParser
{
    private readonly FilterCursor _cursor;
    private readonly FilterTerms _terms;
    private int _depth;

    private FilterParser(string text)
    {
        _cursor = new FilterCursor(text);
        _terms = new FilterTerms(_cursor);
    }

    private bool IsAtEnd => _cursor.Current.Kind == TokenKind.End;

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
        if (parser.IsAtEnd)
        {
            return true;
        }

        try
        {
            filter = parser.Or();
            return parser.IsAtEnd ? true : throw parser._cursor.Expected("and, or, or the end");
        }
        catch (FilterSyntaxException e)
        {
            (filter, error) = (Filter.All, e.Error);
            return false;
        }
    }

    private Filter Or() => Chain("or", And, static terms => new AnyOf(terms));

    private Filter And() => Chain("and", Not, static terms => new AllOf(terms));

    private Filter Chain(string word, Func<Filter> term, Func<IReadOnlyList<Filter>, Filter> join)
    {
        var first = term();
        if (!_cursor.Current.Is(word))
        {
            return first;
        }

        var terms = new List<Filter> { first };
        while (_cursor.TryTake(word))
        {
            terms.Add(term());
        }

        return join(terms);
    }

    private Filter Not()
    {
        if (++_depth > FilterLimits.MaxDepth)
        {
            throw _cursor.Expected(string.Create(CultureInfo.InvariantCulture, $"at most {FilterLimits.MaxDepth} levels of brackets and nots"));
        }

        var filter = _cursor.TryTake("not") ? new NotFilter(Not()) : _cursor.TryTake("(") ? Brackets() : _terms.Read();
        _depth--;
        return filter;
    }

    private Filter Brackets()
    {
        var filter = Or();
        _cursor.Require(")");
        return filter;
    }
}
