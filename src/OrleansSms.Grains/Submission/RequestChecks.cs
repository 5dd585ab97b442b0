using System.Globalization;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Grains.Submission;

/// <summary>Checks a request, pure: finds every bad field at once and says what would be right.</summary>
internal static class RequestChecks
{
    public static CheckedRequest Check(SubmitRequest request, AccountConfig account, long now)
    {
        var errors = new List<FieldError>();
        var from = CheckFrom(request, account, errors);
        var text = request.TemplateId is null && request.Texts is null ? CheckText(request, request.Body, "/body", errors) : null;
        if (request.TemplateId is not null && request.Texts is null)
        {
            errors.Add(new("/template_id", "not_found", "There is no template of this id in your account."));
        }

        CheckTimes(request, now, errors);
        CheckExtras(request, errors);
        var country = CheckCountry(request, account, errors);
        var good = errors.Count == 0;
        var recipients = CheckRecipients(request, text, country, errors);
        return good
            ? new CheckedRequest(new Draft(from, request.SendAt, ValidityOf(request)), recipients, errors)
            : new CheckedRequest(null, [], errors);
    }

    private static TimeSpan ValidityOf(SubmitRequest request) =>
        request.Validity
        ?? (request.Category == MessageCategory.Authentication ? MessageLimits.DefaultAuthenticationValidity : MessageLimits.DefaultValidity);

    private static string CheckFrom(SubmitRequest request, AccountConfig account, List<FieldError> errors)
    {
        if (request.From is null && account.DefaultFrom is null)
        {
            errors.Add(new("/from", "required", $"Name an originator: {Originator.Expected}. The account has no default."));
            return "";
        }

        if (!Originator.TryNormalize(request.From ?? account.DefaultFrom, out var from))
        {
            errors.Add(new("/from", "invalid_originator", $"An originator is {Originator.Expected}."));
        }

        return from;
    }

    private static TextAnalysis? CheckText(SubmitRequest request, string body, string pointer, List<FieldError> errors)
    {
        if (body.Length == 0)
        {
            errors.Add(new(pointer, "required", "A text of at least one character."));
            return null;
        }

        if (body.Length > MessageLimits.MaxBodyChars)
        {
            errors.Add(new(pointer, "too_long", Text($"At most {MessageLimits.MaxBodyChars} characters; this one has {body.Length}.")));
            return null;
        }

        var text = SmsText.Analyze(body, (EncodingChoice)request.Encoding, request.SmartEncoding);
        if (request.Encoding == EncodingRequest.Gsm7 && text.Forcing.Count > 0)
        {
            var first = text.Forcing[0];
            errors.Add(new("/encoding", "not_gsm7", Text($"Character '{first.Character}' at position {first.Index} is not in GSM 03.38; use auto or ucs2, or smart_encoding.")));
        }

        var most = Math.Min(request.MaxSegments ?? MessageLimits.MaxSegments, MessageLimits.MaxSegments);
        if (text.Segments > most)
        {
            errors.Add(new(pointer, "too_many_segments", Text($"The text takes {text.Segments} segments; max_segments is {most}.")));
        }

        return text;
    }

    private static void CheckTimes(SubmitRequest request, long now, List<FieldError> errors)
    {
        if (request.Validity is { } validity && (validity < MessageLimits.MinValidity || validity > MessageLimits.MaxValidity))
        {
            errors.Add(new("/validity_period", "out_of_range", "Between PT10S and P14D."));
        }

        if (request.SendAt is { } sendAt && sendAt > now + UnixMicros.From(MessageLimits.MaxScheduleAhead))
        {
            errors.Add(new("/send_at", "out_of_range", "At most 365 days ahead."));
        }
    }

    private static void CheckExtras(SubmitRequest request, List<FieldError> errors)
    {
        if (request.MaxSegments is < 1)
        {
            errors.Add(new("/max_segments", "out_of_range", Text($"Between 1 and {MessageLimits.MaxSegments}.")));
        }

        if (request.Program is { Length: 0 or > MessageLimits.MaxProgramChars })
        {
            errors.Add(new("/program", "invalid_value", Text($"1 to {MessageLimits.MaxProgramChars} characters.")));
        }

        if (request.Tags is { Count: > MessageLimits.MaxTags })
        {
            errors.Add(new("/tags", "too_many", Text($"At most {MessageLimits.MaxTags} tags.")));
        }

        for (var i = 0; i < Math.Min(request.Tags?.Count ?? 0, MessageLimits.MaxTags); i++)
        {
            if (request.Tags![i].Length is 0 or > MessageLimits.MaxTagChars)
            {
                errors.Add(new(Text($"/tags/{i}"), "invalid_value", Text($"1 to {MessageLimits.MaxTagChars} characters.")));
            }
        }

        if (request.CallbackUrl is { } url
            && (url.Length > MessageLimits.MaxCallbackUrlChars || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
        {
            errors.Add(new("/callback_url", "invalid_url", Text($"An absolute http or https URL of at most {MessageLimits.MaxCallbackUrlChars} characters.")));
        }
    }

    private static string? CheckCountry(SubmitRequest request, AccountConfig account, List<FieldError> errors)
    {
        if (request.DefaultCountry is { } country && !NumberParser.IsCountry(country))
        {
            errors.Add(new("/default_country", "invalid_value", "An ISO 3166 country of two capital letters, such as GB."));
            return null;
        }

        return request.DefaultCountry ?? account.DefaultCountry;
    }

    private static List<DraftRecipient> CheckRecipients(SubmitRequest request, TextAnalysis? text, string? country, List<FieldError> errors)
    {
        var good = new List<DraftRecipient>(request.Recipients.Count);
        for (var i = 0; i < request.Recipients.Count; i++)
        {
            var recipient = request.Recipients[i];
            var pointer = request.IsBatch ? Text($"/recipients/{i}") : "";
            if (!NumberParser.TryParse(recipient.To, country, out var to))
            {
                errors.Add(new(pointer + "/to", "invalid_number", $"Give {NumberParser.Expected}."));
            }
            else if (recipient.ClientReference is { Length: > MessageLimits.MaxClientReferenceChars })
            {
                errors.Add(new(pointer + "/client_reference", "too_long", Text($"At most {MessageLimits.MaxClientReferenceChars} characters.")));
            }
            else if ((text ?? CheckTemplated(request, i, pointer, errors)) is { } own)
            {
                good.Add(new DraftRecipient(i, to, recipient, own));
            }
        }

        return good;
    }

    /// <summary>The text that a template gave for a recipient; null when there is none, or it cannot be sent.</summary>
    private static TextAnalysis? CheckTemplated(SubmitRequest request, int index, string pointer, List<FieldError> errors)
    {
        if (request.Texts?[index] is not { } text)
        {
            return null;
        }

        errors.AddRange(text.Errors?.Select(error => error with { Pointer = pointer + error.Pointer }) ?? []);
        return text.Errors is null ? CheckText(request, text.Body, pointer + "/variables", errors) : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
