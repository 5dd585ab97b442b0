using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Azure.Moving;

/// <summary>The ports of a store, for a move.</summary>
public static class AzurePorts
{
    /// <summary>All of them.</summary>
    /// <param name="database">The store.</param>
    /// <param name="audience">What the same store has about audiences.</param>
    public static StorePorts PortsWith(this AzureDatabase database, AzureAudience audience) => new()
    {
        Messages = database.Messages,
        Events = database.Events,
        Recipients = database.Recipients,
        Webhooks = database.Webhooks,
        Documents = database.Documents,
        Contacts = audience.Contacts,
        Engagement = audience.Engagement,
        Snapshots = audience.Snapshots,
        ImportFiles = audience.ImportFiles,
        ErasureLog = database.ErasureLog,
    };
}
