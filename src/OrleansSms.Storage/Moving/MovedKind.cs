namespace OrleansSms.Storage.Moving;

/// <summary>What a store holds, in the order in which it is moved.</summary>
public enum MovedKind
{
    /// <summary>Documents: accounts, keys, carriers, campaigns and the rest.</summary>
    Documents = 0,

    /// <summary>Recipients of whom something is known.</summary>
    Recipients = 1,

    /// <summary>Contacts.</summary>
    Contacts = 2,

    /// <summary>Numbers with which messages have fared somehow.</summary>
    Engagement = 3,

    /// <summary>Snapshots of segments.</summary>
    Snapshots = 4,

    /// <summary>Files of imports.</summary>
    ImportFiles = 5,

    /// <summary>Places of webhooks in their logs, and what they owe.</summary>
    Webhooks = 6,

    /// <summary>Orders to erase a person.</summary>
    Erasures = 7,

    /// <summary>Batch requests.</summary>
    Batches = 8,

    /// <summary>Messages from handsets.</summary>
    Inbound = 9,

    /// <summary>First answers to requests.</summary>
    Answers = 10,

    /// <summary>Receipts that are expected.</summary>
    Receipts = 11,

    /// <summary>Events.</summary>
    Events = 12,

    /// <summary>Messages.</summary>
    Messages = 13,
}
