using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Storage.Contract.Contacts;

/// <summary>The ports of a store that keeps audiences too.</summary>
public interface IAudienceStores : IStores
{
    IContactStore Contacts { get; }

    IEngagementStore Engagement { get; }

    ISegmentSnapshots Snapshots { get; }

    IImportFiles ImportFiles { get; }
}
