using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Sealing;

/// <summary>
/// Names of messages that are under way and stand in rows: the next owner takes these up. A hint: what the message's own row says goes before it. Those
/// that come and go within a minute never have one.
/// </summary>
internal static class WaitingRows
{
    public const string Table = "waiting";

    private const int Buckets = 8;

    public static TableEntity Of(MessageId id) =>
        new(string.Create(null, $"{id.Value.Low % Buckets}"), TableKey.Of(id.Value));

    public static MessageId Id(string key) => new(TableKey.ReadId(key));
}
