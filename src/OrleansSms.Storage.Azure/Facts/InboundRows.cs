using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Facts;

/// <summary>Messages from handsets, newest first. They are few beside those that go out, so that one partition takes them.</summary>
internal static class InboundRows
{
    public const string Table = "inbound";

    public const string Partition = "inbound";

    public static string Key(MessageId id) => TableKey.Newest(id.Value);

    public static TableEntity Of(InboundMessage message) =>
        new TableEntity(Partition, Key(message.Id)) { ["Account"] = message.Account }.With(RowCodec.Write(message));

    public static InboundMessage Read(TableEntity row) => RowCodec.Read<InboundMessage>(row.Octets());

    public static string Filter(string? account, MessageId? before) =>
        $"PartitionKey eq '{Partition}'"
        + (before is { } id ? $" and RowKey gt '{Key(id)}'" : "")
        + (account is null ? "" : " and " + TableClient.CreateQueryFilter($"Account eq {account}"));
}
