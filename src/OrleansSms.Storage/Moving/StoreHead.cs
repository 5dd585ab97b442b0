using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Storage.Moving;

/// <summary>What a store to be moved is made of.</summary>
public sealed record StoreHead
{
    /// <summary>Tells this state of this store from every other: a store that has run since has another.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How much of each kind there is.</summary>
    public required IReadOnlyDictionary<MovedKind, long> Counts { get; init; }

    /// <summary>The greatest position of an event that was ever written.</summary>
    public required long EventPosition { get; init; }

    /// <summary>When that was, in Unix milliseconds.</summary>
    public required long EventUnixMs { get; init; }

    /// <summary>The greatest message key that was ever written.</summary>
    public required ulong GreatestKey { get; init; }

    /// <summary>How often each bind was claimed.</summary>
    public required IReadOnlyList<(BindKey Bind, long Epoch)> Epochs { get; init; }

    /// <summary>Parts of inbound messages that wait for the others.</summary>
    public required IReadOnlyList<InboundPart> Parts { get; init; }

    /// <summary>Accounts that have events.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>Accounts that have contacts, names of fields, or numbers with which messages have fared.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Webhook endpoints that have a place in a log.</summary>
    public required IReadOnlyList<string> Endpoints { get; init; }

    /// <summary>Snapshots of segments that are whole, and whose they are; an empty account where a version before this did not write it down.</summary>
    public required IReadOnlyDictionary<string, string> Snapshots { get; init; }

    /// <summary>How far imports have come, with the accounts that they are for.</summary>
    public required IReadOnlyList<(string Account, ImportCheckpoint Checkpoint)> Imports { get; init; }

    /// <summary>Files of imports.</summary>
    public required IReadOnlyList<MovedFile> Files { get; init; }
}

/// <summary>A file of an import.</summary>
/// <param name="Import">The import.</param>
/// <param name="File">Which of its files.</param>
/// <param name="Number">Its number among those.</param>
public sealed record MovedFile(string Import, ImportFile File, int Number);
