namespace OrleansSms.Web.Fields;

/// <summary>Collects what is wrong with a request.</summary>
internal sealed class FieldErrors
{
    /// <summary>No more than this many are told: a batch may have 10,000 bad rows, each with a few bad fields.</summary>
    public const int Max = 10_000;

    private readonly List<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> List => _errors;

    public void Add(string pointer, string code, string detail)
    {
        if (_errors.Count < Max)
        {
            _errors.Add(new FieldError(pointer, code, detail));
        }
    }

    /// <summary>These and the others, without a second complaint about a place that has one.</summary>
    public IReadOnlyList<FieldError> With(IEnumerable<FieldError> others)
    {
        var known = _errors.Select(error => error.Pointer).ToHashSet(StringComparer.Ordinal);
        return [.. _errors.Concat(others.Where(error => !known.Contains(error.Pointer))).Take(Max)];
    }

    /// <summary>As <see cref="With"/>, where an error anywhere in a row silences the others' about that row.</summary>
    public IReadOnlyList<FieldError> WithRows(IReadOnlyList<FieldError> others)
    {
        if (_errors.Count == 0)
        {
            return others;
        }

        var rows = _errors.Select(error => RowOf(error.Pointer)).ToHashSet(StringComparer.Ordinal);
        return [.. _errors.Concat(others.Where(error => !rows.Contains(RowOf(error.Pointer)))).Take(Max)];
    }

    /// <summary>The first two steps of a pointer: <c>/recipients/3</c>.</summary>
    private static string RowOf(string pointer)
    {
        var second = pointer.Length < 2 ? -1 : pointer.IndexOf('/', 1);
        var third = second < 0 ? -1 : pointer.IndexOf('/', second + 1);
        return third < 0 ? pointer : pointer[..third];
    }
}
