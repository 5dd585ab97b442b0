namespace OrleansSms.Domain.Contacts;

/// <summary>The names of an account's fields as small numbers, which stand for them in <see cref="ContactRecord"/>s. Numbers are never given twice.</summary>
public sealed class FieldTable
{
    /// <summary>No names.</summary>
    public static readonly FieldTable Empty = new([]);

    /// <summary>The number of the first name; those below are what every contact has.</summary>
    public const int First = 16;

    private readonly Dictionary<string, int> _numbers;

    /// <param name="names">In the order of their numbers.</param>
    public FieldTable(IReadOnlyList<string> names)
    {
        Names = names;
        _numbers = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            _numbers.Add(names[i], First + i);
        }
    }

    /// <summary>The names in the order of their numbers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of a name; null when no contact has had it.</summary>
    public int? Find(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    /// <summary>The name of a number.</summary>
    public string NameOf(int number) => Names[number - First];

    /// <summary>This table and those of <paramref name="names"/> that it lacks; itself when it lacks none.</summary>
    public FieldTable With(IEnumerable<string> names)
    {
        List<string>? missing = null;
        foreach (var name in names)
        {
            if (!_numbers.ContainsKey(name) && missing?.Contains(name) != true)
            {
                (missing ??= []).Add(name);
            }
        }

        return missing is null ? this : new FieldTable([.. Names, .. missing]);
    }
}
