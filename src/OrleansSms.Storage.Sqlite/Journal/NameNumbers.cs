using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>Numbers of names for what is being prepared: the writer gives new names theirs, others can only note that one is missing.</summary>
internal struct NameNumbers(NameTable names, Connection? writer)
{
    private string? _lastText;
    private int _lastNumber;

    /// <summary>Whether a name had no number.</summary>
    public bool Missing { get; private set; }

    public int Of(string name) => writer is null ? Found(names.Find(name)) : names.Intern(writer, name);

    /// <summary>The number of a text that many messages share; 0 = it has none, and is written out.</summary>
    public int OfText(string text)
    {
        if (!ReferenceEquals(text, _lastText))
        {
            (_lastText, _lastNumber) = (text, names.Find(text) ?? (names.IsFull ? 0 : Of(text)));
        }

        return _lastNumber;
    }

    public int Of(BindKey bind) => writer is null ? Found(names.Find(bind)) : names.Intern(writer, bind);

    private int Found(int? number)
    {
        Missing |= number is null;
        return number ?? 0;
    }
}
