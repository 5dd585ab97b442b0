using OrleansSms.Contracts.Submission;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Grains.Submission;

/// <summary>The checked part that all messages of a request share.</summary>
/// <param name="From">Originator in its kept form.</param>
/// <param name="Text">The text as it will be sent, and its size.</param>
/// <param name="Encoding">Its alphabet.</param>
/// <param name="SendAt">When to send, in Unix microseconds; null = now.</param>
/// <param name="Validity">How long carriers are tried.</param>
internal sealed record Draft(string From, TextAnalysis Text, MessageEncoding Encoding, long? SendAt, TimeSpan Validity);

/// <summary>A recipient that was read, and its place in the request.</summary>
internal readonly record struct DraftRecipient(int Index, Msisdn To, string? ClientReference);

/// <summary>What the checks of a request found.</summary>
internal sealed record CheckedRequest(Draft? Draft, IReadOnlyList<DraftRecipient> Recipients, IReadOnlyList<FieldError> Errors);
