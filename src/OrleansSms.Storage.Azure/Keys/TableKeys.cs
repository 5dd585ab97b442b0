using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Keys;

/// <summary>What is known of the tables that are mostly asked for what they have not.</summary>
internal sealed class TableKeys(int most)
{
    public KnownKeys Answers { get; } = new(most);

    public KnownKeys Receipts { get; } = new(most);

    public KnownKeys Counted { get; } = new(most);

    public KnownKeys Recipients { get; } = new(most);

    public static string Answer(ReadOnlyMemory<byte> key) => Convert.ToHexString(key.Span);

    public static string Receipt(string carrier, string smscId) => TableKey.Of(carrier) + "|" + TableKey.Of(smscId);

    public static string Cap(Msisdn recipient, string account) => recipient.ToDigits() + "|" + TableKey.Of(account);
}
