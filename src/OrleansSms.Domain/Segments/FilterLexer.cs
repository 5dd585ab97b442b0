using System.Text;

namespace OrleansSms.Domain.Segments;

/// <summary>What a piece of a filter's text is.</summary>
internal enum TokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Number,
    Symbol,
    Bad,
}

/// <summary>A piece of a filter's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its content, without quotes.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a filter's text into pieces.</summary>
internal sealed class FilterLexer(string text)
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "==", "=", "<", ">", "(", ")", ","];

    private int _at;

    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new Token(TokenKind.End, "", _at);
        }

        var first = text[_at];
        if (first is '\'' or '"')
        {
            return Quoted(first);
        }

        if (char.IsAsciiDigit(first) || (first == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Take(TokenKind.Number, static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');
        }

        if (char.IsLetter(first) || first == '_')
        {
            return Take(TokenKind.Word, static c => char.IsLetterOrDigit(c) || c == '_');
        }

        return Symbol();
    }

    private Token Symbol()
    {
        var start = _at;
        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal))
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, start);
            }
        }

        return new Token(TokenKind.Bad, text[_at++].ToString(), start);
    }

    private Token Take(TokenKind kind, Func<char, bool> belongs)
    {
        var start = _at++;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }

        return new Token(kind, text[start.._at], start);
    }

    /// <summary>A quote within is written twice.</summary>
    private Token Quoted(char quote)
    {
        var start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c != quote)
            {
                content.Append(c);
            }
            else if (_at < text.Length && text[_at] == quote)
            {
                content.Append(c);
                _at++;
            }
            else
            {
                return new Token(quote == '"' ? TokenKind.QuotedName : TokenKind.Text, content.ToString(), start);
            }
        }

        return new Token(TokenKind.Bad, "", start);
    }
}
