using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Messages;

/// <summary>A message as its row holds it.</summary>
[GenerateSerializer, Immutable, Alias("sms.azure.StoredMessage")]
internal sealed record StoredMessage
{
    /// <summary>The message; its status is the stored one.</summary>
    [Id(0)] public required MessageRecord Record { get; init; }

    /// <summary>Its history.</summary>
    [Id(1)] public required TimelineEntry[] Timeline { get; init; }

    /// <summary>The bind that is about to send it.</summary>
    [Id(2)] public BindKey? IntentBind { get; init; }

    /// <summary>Epoch of that bind's owner.</summary>
    [Id(3)] public long IntentEpoch { get; init; }

    public static StoredMessage From(HeldState state) => new()
    {
        Record = state.Record,
        Timeline = History.ToArray(state.Timeline),
        IntentBind = state.IntentBind,
        IntentEpoch = state.IntentEpoch,
    };

    public HeldState ToState() => new(Record, History.From(Timeline), IntentBind, IntentEpoch);
}

/// <summary>
/// Rows of messages. A partition is a day and one of eight buckets of the id's random half, so that a day's load is spread over eight ranges of the
/// account while a round of writing still fills batches of a hundred. Newer partitions and rows sort before older ones.
/// </summary>
internal static class MessageRows
{
    public const string Table = "messages";

    /// <summary>Buckets of a day: about 2,000 rows a second each is what a partition takes.</summary>
    public const int Buckets = 8;

    private const string PositionColumn = "Position";
    private const string StatusColumn = "Status";
    private const string BatchColumn = "Batch";
    private const int KeyCounterBits = 16;
    private const int LastDay = 99_999;
    private const long MsPerDay = 86_400_000;

    /// <summary>What tells where a row stands, without its octets.</summary>
    public static readonly string[] HeadColumns = ["PartitionKey", "RowKey", PositionColumn];

    /// <summary>What a batch counts by.</summary>
    public static readonly string[] CountColumns = ["PartitionKey", "RowKey", StatusColumn, BatchColumn];

    public static string Partition(MessageId id) => Partition(DayOf(id.Value.High), (int)(id.Value.Low % Buckets));

    public static string Partition(long day, int bucket) => string.Create(null, $"{LastDay - day:D5}-{bucket}");

    /// <summary>The day of an id; the last that a partition can name for ids that no message has.</summary>
    public static long DayOf(ulong high) => Math.Min((long)(high >> KeyCounterBits) / MsPerDay, LastDay);

    public static long DayOf(string partition) => LastDay - int.Parse(partition.AsSpan(0, partition.IndexOf('-', StringComparison.Ordinal)), null);

    public static string Key(MessageId id) => TableKey.Newest(id.Value);

    public static TableEntity Write(HeldMessage message, HeldState state, long position) =>
        new TableEntity(Partition(message.Id), Key(message.Id))
        {
            [PositionColumn] = position,
            [StatusColumn] = (int)state.Shown.Status,
            ["Account"] = state.Record.Message.Account,
            [BatchColumn] = state.Record.Message.Batch?.ToString(),
        }.With(RowCodec.Write(StoredMessage.From(state)));

    public static HeldMessage Read(TableEntity row)
    {
        var position = Position(row);
        var state = RowCodec.Read<StoredMessage>(row.Octets()).ToState();
        return new HeldMessage(state) { Row = row.ETag, RowPosition = position, Position = position };
    }

    public static MessageId Id(TableEntity row)
    {
        var inverted = TableKey.ReadId(row.RowKey);
        return new MessageId(new SortableId(~inverted.High, ~inverted.Low));
    }

    public static long Position(TableEntity row) => row.GetInt64(PositionColumn) ?? 0;

    public static MessageStatus Status(TableEntity row) => (MessageStatus)(row.GetInt32(StatusColumn) ?? 0);

    public static string? Batch(TableEntity row) => row.GetString(BatchColumn);
}
