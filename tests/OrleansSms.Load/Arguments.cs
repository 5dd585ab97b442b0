using System.Globalization;

namespace OrleansSms.Load;

/// <summary>A command line: words, then options. Each is taken once; <see cref="End"/> refuses what nobody took.</summary>
internal sealed class Arguments
{
    private readonly List<string> _rest;

    public Arguments(IEnumerable<string> args) => _rest = [.. args];

    public string Word(params string[] choices)
    {
        if (_rest.Count == 0 || !choices.Contains(_rest[0]))
        {
            throw new UsageException($"Expected one of: {string.Join(", ", choices)}.");
        }

        var word = _rest[0];
        _rest.RemoveAt(0);
        return word;
    }

    public bool Flag(string name) => _rest.Remove("--" + name);

    public string? Text(string name)
    {
        var at = _rest.IndexOf("--" + name);
        if (at < 0)
        {
            return null;
        }

        if (at + 1 >= _rest.Count)
        {
            throw new UsageException($"--{name} needs a value.");
        }

        var value = _rest[at + 1];
        _rest.RemoveRange(at, 2);
        return value;
    }

    public string Choice(string name, params string[] choices)
    {
        var value = Text(name) ?? choices[0];
        return choices.Contains(value) ? value : throw new UsageException($"--{name} is one of: {string.Join(", ", choices)}.");
    }

    public int Number(string name, int fallback, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--{name} is a number from {min} to {max}."));
    }

    /// <summary><c>2..5</c>, or <c>3</c> for the same at both ends.</summary>
    public (double From, double To) Range(string name, double from, double to)
    {
        if (Text(name) is not { } text)
        {
            return (from, to);
        }

        var ends = text.Split("..", StringSplitOptions.RemoveEmptyEntries);
        if (ends.Length is 0 or > 2 || !TryParse(ends[0], out var first) || !TryParse(ends[^1], out var last) || first > last)
        {
            throw new UsageException($"--{name} is a range such as 2..5.");
        }

        return (first, last);
    }

    public void End()
    {
        if (_rest.Count > 0)
        {
            throw new UsageException($"Not understood: {string.Join(' ', _rest)}");
        }
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 600;
}
