using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Fifth: a consent that stands, for the message's category or program, where the account requires one.</summary>
internal static class ConsentRule
{
    public static Decision? Check(in DecisionContext context)
    {
        // What asks for a consent cannot have it yet.
        if (context.Request.Answer == Messages.AnswerKind.ConsentRequest || !context.Policy.RequireConsent.Has(context.Request.Category) || Find(context) is not null)
        {
            return null;
        }

        return context.Suppress(Reasons.NoConsent, PurposeOf(context.Request));
    }

    /// <summary>The consent that a message is sent by; null when there is none.</summary>
    public static Consent? Find(in DecisionContext context)
    {
        ref readonly var request = ref context.Request;
        var consents = context.State.Consents;
        for (var i = 0; i < consents.Count; i++)
        {
            var consent = consents[i];
            if (consent.Stands && consent.Account == context.Policy.Account
                && (consent.Purpose == NameOf(request.Category) || (request.Program is not null && consent.Purpose == request.Program)))
            {
                return consent;
            }
        }

        return null;
    }

    private static string PurposeOf(in DecisionRequest request) => request.Program ?? NameOf(request.Category);

    private static string NameOf(Messages.MessageCategory category) => category switch
    {
        Messages.MessageCategory.Authentication => "authentication",
        Messages.MessageCategory.Transactional => "transactional",
        _ => "marketing",
    };
}
