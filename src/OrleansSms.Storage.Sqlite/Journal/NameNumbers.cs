using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>Numbers of names for what is being prepared: the writer gives new names theirs, others can only note that one is missing.</summary>
internal struct NameNumbers(NameTable names, Connection? writer)
{
    /// <summary>Whether a name had no number.</summary>
    public bool Missing { get; private set; }

    public int Of(string name) => writer is null ? Found(names.Find(name)) : names.Intern(writer, name);

    public int Of(BindKey bind) => writer is null ? Found(names.Find(bind)) : names.Intern(writer, bind);

    private int Found(int? number)
    {
        Missing |= number is null;
        return number ?? 0;
    }
}
