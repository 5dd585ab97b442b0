using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;
using OrleansSms.Smpp.Text;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// Makes the messages that answer keywords. Such a message is written with the inbound one that it answers, under an id that was kept with the opt-out before: so it goes
/// once, however often the carrier delivers the text, and when the process ends before it is durable, it goes when the carrier delivers the text again, within
/// <see cref="KeywordAnswer.MaxDelay"/>, or not at all.
/// </summary>
internal sealed partial class KeywordAnswers(
    GrainReferences grains, IMessageStore store, RoutingView routing, ComplianceData data, TimeProvider time, ILogger<KeywordAnswers> logger)
{
    /// <summary>The answer, placed; null where none is wanted, or it is there already, or too late.</summary>
    /// <param name="answer">What is to be answered.</param>
    /// <param name="account">Whose texts it is made of.</param>
    /// <param name="number">To whom.</param>
    /// <param name="from">The number that was written to.</param>
    /// <param name="carrier">The carrier that the text came by: the number is one of its, so the answer goes there where it can.</param>
    public async Task<NewMessage?> MakeAsync(KeywordAnswer answer, string account, Msisdn number, string from, string carrier)
    {
        var now = time.GetUnixMicros();
        var expires = Math.Min(answer.Until, now + UnixMicros.From(KeywordAnswer.MaxDelay));
        if (expires - now < UnixMicros.From(MessageLimits.MinValidity) || !Originator.TryNormalize(from, out var originator))
        {
            return null;
        }

        var owner = grains.Account(account);
        var active = await owner.GetActiveAsync() ?? Unconfigured(account);
        var text = data.Answers.Find(await owner.GetKeywordsAsync(), active.Config.Name, answer.Kind, answer.Language, from);
        if (text is null || (await store.ReadAsync([answer.Message])).Count > 0)
        {
            return null;
        }

        var message = MessageOf(answer, account, number, originator, text, now, expires);
        var decision = (await grains.RecipientsWith(number).DecideAsync(active.Policy, [DecisionRequest.For(message, now)]))[0];
        message = message with { LeaseUntil = decision.ValidUntil, ConcatenationReference = decision.ConcatenationReference };
        await routing.RefreshAsync();
        var bind = routing.ChooseAt(carrier, number) ?? routing.Choose(number);
        return Placement.Of(message, decision, DecisionWords.Describe(decision), bind, null);
    }

    /// <summary>Hands a durable answer to its bind.</summary>
    public async Task HandOverAsync(NewMessage? answer)
    {
        if (answer?.Bind is not { } bind)
        {
            return;
        }

        try
        {
            await grains.Bind(bind).EnqueueAsync([new QueuedMessage(answer.Message, 0, 0)]);
        }
        catch (Exception e)
        {
            LogNotHandedOver(logger, answer.Message.Id, bind, e);
        }
    }

    private ActiveAccount Unconfigured(string account)
    {
        var config = new AccountConfig { Id = account };
        return new ActiveAccount(config, AccountPolicies.Compile(config, null, data));
    }

    private static Message MessageOf(KeywordAnswer answer, string account, Msisdn number, string from, string text, long now, long expires)
    {
        var analysis = SmsText.Analyze(text, EncodingChoice.Auto, smartEncoding: false);
        return new Message
        {
            Id = answer.Message,
            Account = account,
            To = number,
            From = from,
            Body = analysis.Text,
            Category = MessageCategory.Transactional,
            Encoding = analysis.Encoding == SmsEncoding.Gsm7 ? MessageEncoding.Gsm7 : MessageEncoding.Ucs2,
            Segments = analysis.Segments,
            CreatedAt = now,
            ExpiresAt = expires,
            Answer = answer.Kind,
            Tags = TagsOf(answer.Kind),
        };
    }

    /// <summary>By these an account finds what was sent for it.</summary>
    private static string[] TagsOf(AnswerKind kind) => kind switch
    {
        AnswerKind.OptOut => ["keyword_answer", "opt_out"],
        AnswerKind.OptIn => ["keyword_answer", "opt_in"],
        _ => ["keyword_answer", "help"],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer {MessageId} for {Bind} was not handed over; it stays in the store until the bind looks")]
    private static partial void LogNotHandedOver(ILogger logger, MessageId messageId, BindKey bind, Exception exception);
}
