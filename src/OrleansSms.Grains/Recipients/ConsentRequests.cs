using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Routing;

namespace OrleansSms.Grains.Recipients;

/// <summary>A message that is to ask for a confirmation, or what is wrong with it.</summary>
internal sealed record ConsentQuestion(SubmitRequest? Request, IReadOnlyList<FieldError> Errors);

/// <summary>Messages that ask recipients to confirm a consent. They go the way of all others: who has opted out is not asked.</summary>
internal sealed class ConsentRequests(IGrainFactory factory, GrainReferences grains, ComplianceData data)
{
    /// <summary>What to ask; nothing where the account wants to ask by itself.</summary>
    public async Task<ConsentQuestion> MakeAsync(string account, Msisdn number, string? from, string? language)
    {
        var owner = grains.Account(account);
        var config = await owner.GetAsync();
        if ((from ?? config?.DefaultFrom) is not { } sender || !Originator.TryNormalize(sender, out var originator) || !Originator.IsAnswerable(originator))
        {
            return new ConsentQuestion(null, [new FieldError("/from", "invalid_originator", "Name a number or short code that the recipient can answer; the account has no such default.")]);
        }

        var text = data.Answers.Find(await owner.GetKeywordsAsync(), config?.Name, AnswerKind.ConsentRequest, language, originator);
        return new ConsentQuestion(
            text is null
                ? null
                : new SubmitRequest
                {
                    From = originator,
                    Body = text,
                    Category = MessageCategory.Transactional,
                    Recipients = [new SubmitRecipient(number.ToString())],
                    Tags = ["consent_request"],
                    Answer = AnswerKind.ConsentRequest,
                },
            []);
    }

    /// <summary>Asks. Null when it could not be asked now: the consent then waits for a keyword from the recipient, or to be recorded again.</summary>
    public async Task<MessageId?> SendAsync(string account, SubmitRequest question) =>
        (await factory.GetGrain<ISubmissionGrain>(account).SubmitAsync(question)).Message?.Id;
}
