using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Importing;
using OrleansSms.Storage.Azure.Segments;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>What a store has about audiences. No silo owns it: each goes to the account by itself.</summary>
public sealed class AzureAudience
{
    /// <summary>The audience of a store by itself, as for a move of data or a test. Its tables are made by <see cref="AzureDatabase.OpenAsync"/>.</summary>
    public AzureAudience(AzureStoreOptions options, TimeProvider time)
        : this(new StorageAccess(options), options, time)
    {
    }

    internal AzureAudience(StorageAccess access, AzureStoreOptions options, TimeProvider time)
    {
        var engagement = new EngagementRows(access);
        Contacts = new AzureContactStore(access, engagement, options, time);
        Engagement = new AzureEngagementStore(engagement);
        Snapshots = new AzureSegmentSnapshots(access, engagement);
        ImportFiles = new ImportBlobs(access);
    }

    /// <summary>Contacts.</summary>
    public IContactStore Contacts { get; }

    /// <summary>How messages have fared.</summary>
    public IEngagementStore Engagement { get; }

    /// <summary>Snapshots of segments.</summary>
    public ISegmentSnapshots Snapshots { get; }

    /// <summary>Files of imports.</summary>
    public IImportFiles ImportFiles { get; }
}
