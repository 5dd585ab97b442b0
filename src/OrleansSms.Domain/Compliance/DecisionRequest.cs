using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>A message that wants to go to a recipient.</summary>
/// <param name="Message">Its id: the same id asked twice reserves once.</param>
/// <param name="To">The recipient.</param>
/// <param name="Category">What it is for.</param>
/// <param name="From">The originator.</param>
/// <param name="Program">The sender's program, if it names one.</param>
/// <param name="Segments">Number of segments.</param>
/// <param name="TextHash">Hash of the text, see <see cref="Compliance.TextHash"/>.</param>
/// <param name="At">Now, in Unix microseconds.</param>
/// <param name="Traffic">What the account's own counts say of it.</param>
/// <param name="DryRun">Only asks: nothing is reserved.</param>
/// <param name="Answer">What it answers by itself.</param>
/// <param name="LacksOptOutRoute">Whether its recipient has no way to opt out, see <see cref="OptOutRoutes"/>. Looked at when it is accepted: neither text nor originator change.</param>
[GenerateSerializer, Immutable, Alias("sms.DecisionRequest")]
public readonly record struct DecisionRequest(
    [property: Id(0)] MessageId Message,
    [property: Id(1)] Msisdn To,
    [property: Id(2)] MessageCategory Category,
    [property: Id(3)] string From,
    [property: Id(4)] string? Program,
    [property: Id(5)] int Segments,
    [property: Id(6)] long TextHash,
    [property: Id(7)] long At,
    [property: Id(8)] TrafficVerdict Traffic = TrafficVerdict.Ok,
    [property: Id(9)] bool DryRun = false,
    [property: Id(10)] AnswerKind Answer = AnswerKind.None,
    [property: Id(11)] bool LacksOptOutRoute = false)
{
    /// <summary>The request for a message.</summary>
    public static DecisionRequest For(Message message, long at, TrafficVerdict traffic = TrafficVerdict.Ok, bool dryRun = false) => new(
        message.Id, message.To, message.Category, message.From, message.Program, message.Segments, Compliance.TextHash.Of(message.Body), at, traffic, dryRun, message.Answer);
}

/// <summary>What an account's counts over all recipients say of a message.</summary>
public enum TrafficVerdict : byte
{
    /// <summary>Nothing.</summary>
    Ok = 0,

    /// <summary>The day's messages or segments are used up.</summary>
    MessageCeiling = 1,

    /// <summary>The day's money is used up.</summary>
    SpendCeiling = 2,

    /// <summary>Too many to numbers that share a prefix.</summary>
    PrefixVelocity = 3,

    /// <summary>Too many adjacent numbers.</summary>
    AdjacentNumbers = 4,
}

/// <summary>Hash by which equal texts are known.</summary>
public static class TextHash
{
    /// <summary>FNV-1a over the UTF-16 code units: the same in every process, since it is compared with what was sent before a restart.</summary>
    public static long Of(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return (long)hash;
    }
}
