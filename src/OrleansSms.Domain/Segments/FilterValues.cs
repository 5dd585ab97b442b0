using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments;

/// <summary>Reads the values of a filter.</summary>
internal sealed class FilterValues(FilterCursor cursor)
{
    private const string Expected = "a value: 'text', a number, true, false, '2026-03-01', now(), ago(30d) or ahead(7d)";
    private const string ExpectedSpan = "a span such as 30m, 12h, 30d or 4w";

    public FilterValue Read(CompareOperator comparison)
    {
        var token = cursor.Current;
        var isText = comparison is CompareOperator.Contains or CompareOperator.StartsWith;
        if (token.Kind == TokenKind.Text)
        {
            cursor.Take();
            return new FilterValue(isText ? FieldValue.OfText(token.Text) : FieldValue.Of(token.Text));
        }

        if (isText)
        {
            throw cursor.Expected("a text in single quotes");
        }

        if (token.Kind == TokenKind.Number && double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            cursor.Take();
            return new FilterValue(FieldValue.Of(number));
        }

        if (token.Is("true") || token.Is("false"))
        {
            return new FilterValue(FieldValue.Of(cursor.Take().Is("true")));
        }

        return token.Is("ago") || token.Is("ahead") || token.Is("now") ? Relative() : throw cursor.Expected(Expected);
    }

    private FilterValue Relative()
    {
        var word = cursor.Take();
        cursor.Require("(");
        var micros = word.Is("now") ? 0 : Span();
        cursor.Require(")");
        return new FilterValue(default, word.Is("ago") ? -micros : micros);
    }

    private long Span()
    {
        var text = cursor.Current.Text;
        if (cursor.Current.Kind != TokenKind.Number || !FilterWords.TrySpan(text, out var micros))
        {
            throw cursor.Expected(ExpectedSpan);
        }

        cursor.Take();
        return micros;
    }
}
