namespace OrleansSms.Domain.Segments;

/// <summary>A place in the text of a filter.</summary>
internal sealed class FilterCursor
{
    private readonly FilterLexer _lexer;

    public FilterCursor(string text)
    {
        _lexer = new FilterLexer(text);
        Current = _lexer.Next();
    }

    /// <summary>The token there.</summary>
    public Token Current { get; private set; }

    /// <summary>Goes on to the next token; answers the one before.</summary>
    public Token Take()
    {
        var token = Current;
        Current = _lexer.Next();
        return token;
    }

    /// <summary>Goes on if this stands there.</summary>
    public bool TryTake(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        Take();
        return true;
    }

    /// <exception cref="FilterSyntaxException">Something else stands there.</exception>
    public void Require(string word)
    {
        if (!TryTake(word))
        {
            throw Expected(word);
        }
    }

    /// <summary>What is wrong there.</summary>
    public FilterSyntaxException Expected(string what) => new(new FilterError(Current.Position, what));
}

/// <summary>Ends the reading of a filter; never leaves <see cref="FilterParser"/>.</summary>
internal sealed class FilterSyntaxException(FilterError error) : Exception(error.Expected)
{
    public FilterError Error => error;
}
