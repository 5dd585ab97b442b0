using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance.Answers;

/// <summary>An answer that a recipient is to get.</summary>
/// <param name="Kind">What is answered.</param>
/// <param name="Message">The id that it has, drawn when the keyword took effect: the store takes it once, however often the keyword is heard.</param>
/// <param name="AskedAt">When the keyword took effect, in Unix microseconds.</param>
/// <param name="Language">The keyword's language.</param>
[GenerateSerializer, Immutable, Alias("sms.KeywordAnswer")]
public sealed record KeywordAnswer(
    [property: Id(0)] AnswerKind Kind,
    [property: Id(1)] MessageId Message,
    [property: Id(2)] long AskedAt,
    [property: Id(3)] string Language)
{
    /// <summary>An answer that comes later is none: FCC rules give a confirmation of an opt-out five minutes.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <summary>Help and welcome are given once in so long: two machines that answer each other must come to an end.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>Until when it may go, in Unix microseconds.</summary>
    public long Until => AskedAt + UnixMicros.From(MaxDelay);
}
