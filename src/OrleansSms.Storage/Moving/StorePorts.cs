using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Moving;

/// <summary>The ports of a store by which a move reads and compares.</summary>
public sealed record StorePorts
{
    /// <summary>Messages, queues and receipts.</summary>
    public required IMessageStore Messages { get; init; }

    /// <summary>The event log.</summary>
    public required IEventLog Events { get; init; }

    /// <summary>Recipients.</summary>
    public required IRecipientStore Recipients { get; init; }

    /// <summary>Webhook endpoints' progress.</summary>
    public required IWebhookStore Webhooks { get; init; }

    /// <summary>Documents as they are kept.</summary>
    public required IDocumentStore Documents { get; init; }

    /// <summary>Contacts.</summary>
    public required IContactStore Contacts { get; init; }

    /// <summary>How messages have fared.</summary>
    public required IEngagementStore Engagement { get; init; }

    /// <summary>Snapshots of segments.</summary>
    public required ISegmentSnapshots Snapshots { get; init; }

    /// <summary>Files of imports.</summary>
    public required IImportFiles ImportFiles { get; init; }

    /// <summary>Which erasures were ordered.</summary>
    public required IErasureLog ErasureLog { get; init; }
}
