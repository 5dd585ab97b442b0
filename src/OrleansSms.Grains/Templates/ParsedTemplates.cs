using System.Collections.Concurrent;
using OrleansSms.Domain.Templates;

namespace OrleansSms.Grains.Templates;

/// <summary>Templates as they were parsed, by their text: one that is changed has another text, so nothing here is ever out of date.</summary>
internal sealed class ParsedTemplates
{
    /// <summary>Texts kept; beyond it all are forgotten, since parsing takes less than a millisecond.</summary>
    private const int MaxKept = 1_000;

    private readonly ConcurrentDictionary<string, TemplateText> _texts = new(StringComparer.Ordinal);

    /// <summary>The template of a text that was checked when it was kept.</summary>
    /// <exception cref="InvalidOperationException">It cannot be one.</exception>
    public TemplateText Get(string body)
    {
        if (_texts.TryGetValue(body, out var known))
        {
            return known;
        }

        if (_texts.Count >= MaxKept)
        {
            _texts.Clear();
        }

        var text = TemplateText.Parse(body, out var error) ?? throw new InvalidOperationException($"A kept template cannot be read: {error}");
        return _texts.GetOrAdd(body, text);
    }
}
