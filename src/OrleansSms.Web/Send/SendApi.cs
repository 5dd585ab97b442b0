using System.Buffers;
using System.Text;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Send;

/// <summary>/v1/send: a message for clients that can only GET. The same rules and the same answer as POST /v1/messages.</summary>
internal static class SendApi
{
    private const string Key = "key";

    private static readonly FieldNames Names =
        new(MessageFields.To, MessageFields.From, MessageFields.Body, MessageFields.Category, MessageFields.ClientReference)
        {
            OtherWords = MessageFields.OtherWords,
        };

    private static readonly FieldNames NamesWithKey = new([.. Names.Names, Key]) { OtherWords = MessageFields.OtherWords };

    public static void MapSend(this ApiRoutes api) =>
        api.GetWithKeyInQuery("/v1/send", Scope.MessagesWrite, SendAsync).Gives<AcceptedMessage>(202).Problems(429).TakesIdempotencyKey()
            .Query(MessageFields.To, "Recipient in E.164 (the plus sign as %2B).", required: true)
            .Query(MessageFields.Body, "The text.", required: true)
            .Query(MessageFields.From, "Originator; when absent, the account's default.")
            .Query(MessageFields.Category, "authentication, transactional or marketing; when absent, transactional.")
            .Query(MessageFields.ClientReference, "Your own reference.")
            .Says("send", "Messages", "Send a message by GET", "Give an Idempotency-Key where the client may repeat the request by itself.");

    private static Task SendAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, call.Services.Options.AllowKeyInQuery ? NamesWithKey : Names);
        var request = new SubmitRequest
        {
            Recipients = [new SubmitRecipient(PhoneNumberText.RestorePlus(Required(query, MessageFields.To)), query.String(MessageFields.ClientReference))],
            From = query.String(MessageFields.From) is { } from ? PhoneNumberText.RestorePlus(from) : null,
            Body = Required(query, MessageFields.Body),
            Category = query.Choice<MessageCategory>(MessageFields.Category) ?? MessageCategory.Transactional,
        };
        return Submission.SubmitMessageAsync(call, request, query.Errors, Canonical(call.Request), ReadOnlySequence<byte>.Empty);
    }

    private static string Required(QueryReader query, string name)
    {
        var value = query.String(name);
        if (value is null)
        {
            query.Errors.Add("/" + name, FieldCode.Required, $"{name} is required");
        }

        return value ?? "";
    }

    // The same parameters in another order are the same request; the key is no part of it.
    private static string Canonical(HttpRequest request)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in request.Query.Where(pair => pair.Key != Key).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value.ToString())).Append('&');
        }

        return text.ToString();
    }
}
