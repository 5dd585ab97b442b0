using System.Globalization;
using System.Text;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Http;

/// <summary>
/// A whole HTTP request as bytes, with numbers of fixed width to be written into it: <c>{T}</c> the time, <c>{R}</c> the request, <c>{D}</c> the recipient of the
/// next row. Its length never changes, so each connection keeps one copy and writes into that.
/// </summary>
internal sealed class RequestTemplate
{
    private static readonly (string Mark, int Digits)[] Marks = [("{T}", Tag.TimeDigits), ("{R}", Tag.RequestDigits), ("{D}", Traffic.RecipientDigits)];

    private readonly byte[] _bytes;
    private readonly List<int>[] _places = [[], [], []];

    public RequestTemplate(string head, string body)
    {
        var sized = body.Replace("{T}", Zeros(Tag.TimeDigits), StringComparison.Ordinal)
            .Replace("{R}", Zeros(Tag.RequestDigits), StringComparison.Ordinal)
            .Replace("{D}", Zeros(Traffic.RecipientDigits), StringComparison.Ordinal);
        var text = string.Create(CultureInfo.InvariantCulture, $"{head}\r\nContent-Length: {sized.Length}\r\n\r\n{body}");
        var built = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            i += Place(text, i, built);
        }

        _bytes = Encoding.ASCII.GetBytes(built.ToString());
    }

    /// <summary>A copy to write into.</summary>
    public byte[] Copy() => [.. _bytes];

    public void Fill(Span<byte> copy, Traffic traffic, long request, long dueAt)
    {
        foreach (var at in _places[0])
        {
            Digits.Write(copy.Slice(at, Tag.TimeDigits), dueAt);
        }

        foreach (var at in _places[1])
        {
            Digits.Write(copy.Slice(at, Tag.RequestDigits), request);
        }

        for (var row = 0; row < _places[2].Count; row++)
        {
            Digits.Write(copy.Slice(_places[2][row], Traffic.RecipientDigits), traffic.RecipientOf(request, row));
        }
    }

    private int Place(string text, int at, StringBuilder built)
    {
        for (var kind = 0; kind < Marks.Length; kind++)
        {
            if (string.CompareOrdinal(text, at, Marks[kind].Mark, 0, Marks[kind].Mark.Length) == 0)
            {
                _places[kind].Add(built.Length);
                built.Append('0', Marks[kind].Digits);
                return Marks[kind].Mark.Length;
            }
        }

        built.Append(text[at]);
        return 1;
    }

    private static string Zeros(int count) => new('0', count);
}
