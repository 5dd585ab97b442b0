using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance;

/// <summary>Messages to one recipient that were accepted and must not go as they were decided. A field that is null stands for all.</summary>
/// <param name="Account">Whose; <c>*</c> = everybody's.</param>
/// <param name="Reason">Why, see <see cref="Reasons"/>. Deciding again finds it anew; silos of version 1 end the messages with it.</param>
/// <param name="Sender">From which originator.</param>
/// <param name="Program">Of which program.</param>
/// <param name="Category">Of which category.</param>
[GenerateSerializer, Immutable, Alias("sms.Recall")]
public sealed record Recall(
    [property: Id(0)] string Account,
    [property: Id(1)] string Reason,
    [property: Id(2)] string? Sender = null,
    [property: Id(3)] string? Program = null,
    [property: Id(4)] MessageCategory? Category = null)
{
    /// <summary>What an opt-out recalls.</summary>
    public static Recall Of(OptOut optOut) => new(optOut.Account, Reasons.OptedOut, optOut.Sender, optOut.Program);

    /// <summary>Whether a message is among them. What confirms an opt-out is not: the same opt-out, heard again, would take it back.</summary>
    public bool Takes(Message message) =>
        message.Answer != AnswerKind.OptOut
        && (Account == message.Account || Account == OptOut.EveryAccount) && (Sender is null || Sender == message.From)
        && (Program is null || Program == message.Program) && (Category is null || Category == message.Category);
}
