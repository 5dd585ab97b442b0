using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

/// <summary>Messages as lanes hold them, told apart by a number that is their order too.</summary>
internal static class Queued
{
    public static QueuedMessage Message(
        long number,
        string account = "a",
        int segments = 1,
        long notBefore = 0,
        MessageCategory category = MessageCategory.Transactional,
        long expiresAt = long.MaxValue) =>
        new(
            new Message
            {
                Id = Id(number),
                Account = account,
                To = new Msisdn(447700900123),
                From = "Shop",
                Body = "Hello",
                Category = category,
                Segments = segments,
                CreatedAt = number,
                ExpiresAt = expiresAt,
                NotBefore = notBefore,
            },
            0,
            0);

    public static MessageId Id(long number) => new(new SortableId((ulong)number, 7));

    public static long Number(this QueuedMessage message) => message.Message.Id.Key;
}
