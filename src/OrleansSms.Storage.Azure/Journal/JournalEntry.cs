using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Journal;

/// <summary>One block of the journal: what one commit made durable.</summary>
[GenerateSerializer, Immutable, Alias("sms.azure.JournalEntry")]
internal sealed record JournalEntry
{
    /// <summary>One more than that of the entry before, over all segments and owners.</summary>
    [Id(0)] public required long Position { get; init; }

    /// <summary>When, in Unix milliseconds; never less than in the entry before.</summary>
    [Id(1)] public required long UnixMs { get; init; }

    /// <summary>What was written, in the order in which it took effect.</summary>
    [Id(2)] public IReadOnlyList<JournalItem> Items { get; init; } = [];

    /// <summary>The events of it. They could be found out anew, but a later program might find others.</summary>
    [Id(3)] public IReadOnlyList<AccountEvents> Events { get; init; } = [];

    /// <summary>In the first entry of a segment: what earlier segments say and no table holds.</summary>
    [Id(4)] public Carried? Carried { get; init; }

    /// <summary>Whose entry it is: each owner of the store has another.</summary>
    [Id(5)] public required Guid Owner { get; init; }

    /// <summary>The last entry of a segment: the journal goes on in the next.</summary>
    [Id(6)] public bool Ends { get; init; }
}

/// <summary>What took effect; one of the fields is set.</summary>
/// <param name="Set">A change set.</param>
/// <param name="Claim">The bind that was claimed.</param>
/// <param name="Erasure">What lost text and number.</param>
[GenerateSerializer, Immutable, Alias("sms.azure.JournalItem")]
internal sealed record JournalItem([property: Id(0)] ChangeSet? Set, [property: Id(1)] BindKey? Claim = null, [property: Id(2)] Erasure? Erasure = null);

/// <summary>What loses text and number.</summary>
[GenerateSerializer, Immutable, Alias("sms.azure.Erasure")]
internal sealed record Erasure
{
    /// <summary>Messages that were sent.</summary>
    [Id(0)] public IReadOnlyList<MessageId> Messages { get; init; } = [];

    /// <summary>Messages from handsets, as they are from now on.</summary>
    [Id(1)] public IReadOnlyList<InboundMessage> Inbound { get; init; } = [];
}

/// <summary>The events of one account in one commit, in the order of their indexes.</summary>
[GenerateSerializer, Immutable, Alias("sms.azure.AccountEvents")]
internal sealed record AccountEvents([property: Id(0)] string Account, [property: Id(1)] IReadOnlyList<LoggedEvent> Events);

/// <summary>The small part of a store's state that has no table: it goes from segment to segment.</summary>
[GenerateSerializer, Immutable, Alias("sms.azure.Carried")]
internal sealed record Carried
{
    /// <summary>How often each bind was claimed.</summary>
    [Id(0)] public required IReadOnlyList<(BindKey Bind, long Epoch)> Epochs { get; init; }

    /// <summary>Parts of inbound messages that wait for the others.</summary>
    [Id(1)] public required IReadOnlyList<InboundPart> Parts { get; init; }

    /// <summary>Greatest key that was ever written.</summary>
    [Id(2)] public required ulong Greatest { get; init; }
}
