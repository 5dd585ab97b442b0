using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Sqlite.Moving;

/// <summary>The ports of a database, for a move.</summary>
public static class SqlitePorts
{
    /// <summary>All of them.</summary>
    public static StorePorts Ports(this SqliteDatabase database) => new()
    {
        Messages = database.Messages,
        Events = database.Events,
        Recipients = database.Recipients,
        Webhooks = database.Webhooks,
        Documents = database.Documents,
        Contacts = database.Contacts,
        Engagement = database.Engagement,
        Snapshots = database.Snapshots,
        ImportFiles = database.ImportFiles,
        ErasureLog = database.ErasureLog,
    };
}
