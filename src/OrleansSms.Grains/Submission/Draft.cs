using OrleansSms.Contracts.Submission;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Grains.Submission;

/// <summary>The checked part that all messages of a request share.</summary>
/// <param name="From">Originator in its kept form.</param>
/// <param name="SendAt">When to send, in Unix microseconds; null = now.</param>
/// <param name="Validity">How long carriers are tried.</param>
internal sealed record Draft(string From, long? SendAt, TimeSpan Validity);

/// <summary>A recipient that was read, its place in the request, and the text that it gets.</summary>
internal readonly record struct DraftRecipient(int Index, Msisdn To, SubmitRecipient Asked, TextAnalysis Text)
{
    /// <summary>The alphabet of its text.</summary>
    public MessageEncoding Encoding => Text.Encoding == SmsEncoding.Gsm7 ? MessageEncoding.Gsm7 : MessageEncoding.Ucs2;
}

/// <summary>What the checks of a request found.</summary>
internal sealed record CheckedRequest(Draft? Draft, IReadOnlyList<DraftRecipient> Recipients, IReadOnlyList<FieldError> Errors);
