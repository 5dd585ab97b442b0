using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>A request on its road, with what is known of it so far.</summary>
internal sealed class PendingRequest(SubmitRequest request, CheckedRequest check)
{
    public SubmitRequest Request => request;

    public Admission Admission { get; set; }

    public IReadOnlyList<Message> Messages { get; private set; } = [];

    public NewMessage[] Rows { get; set; } = [];

    /// <summary>Set when its road has ended.</summary>
    public SubmitResult? Result { get; set; }

    public bool IsOpen => Result is null;

    /// <summary>Segments of all its messages.</summary>
    public int Segments => check.Recipients.Sum(static recipient => recipient.Text.Segments);

    private BatchId? Batch { get; set; }

    /// <summary>What its messages share: there while its road has not ended.</summary>
    private Draft Draft => check.Draft!;

    private int Rejected => request.Recipients.Count - check.Recipients.Count;

    /// <summary>When it is to be sent, in Unix microseconds; null when that is <paramref name="now"/>.</summary>
    public long? SendAt(long now) => Draft.SendAt > now ? Draft.SendAt : null;

    /// <summary>Makes its messages, once it is admitted.</summary>
    public void Draw(AccountConfig account, IdGenerator ids, long now)
    {
        Batch = request.IsBatch ? new BatchId(ids.Next()) : null;
        var messages = new Message[check.Recipients.Count];
        var begin = Math.Max(now, Draft.SendAt ?? 0);
        var segments = 0;
        for (var i = 0; i < messages.Length; i++)
        {
            var recipient = check.Recipients[i];
            messages[i] = new Message
            {
                Id = new MessageId(ids.Next()),
                Account = account.Id,
                To = recipient.To,
                From = Draft.From,
                Body = recipient.Text.Text,
                Category = request.Category,
                Encoding = recipient.Encoding,
                Segments = recipient.Text.Segments,
                CreatedAt = now,
                ExpiresAt = begin + UnixMicros.From(Draft.Validity),
                NotBefore = Math.Max(Draft.SendAt ?? 0, PaceOf(segments)),
                Batch = Batch,
                ClientReference = recipient.ClientReference,
                Tags = request.Tags,
                CallbackUrl = request.CallbackUrl,
                CountsTowardsCap = account.RecipientCap?.Counts(request.Category) == true,
            };
            segments += recipient.Text.Segments;
        }

        Messages = messages;
    }

    /// <summary>What its sender is told once it is durable.</summary>
    public SubmitResult Describe() => new()
    {
        Verdict = SubmitVerdict.Accepted,
        Message = request.IsBatch ? null : Describe(Rows[0]),
        Batch = Batch,
        Accepted = Rows.Length,
        Rejected = Rejected,
        Errors = check.Errors,
        RateLimit = Admission.State,
    };

    /// <summary>The record of a batch; null when it is none.</summary>
    public BatchRecord? DescribeBatch(long now) => Batch is not { } id ? null : new BatchRecord
    {
        Id = id,
        Account = Messages[0].Account,
        Accepted = Rows.Length,
        Rejected = Rejected,
        CreatedAt = now,
        First = Messages[0].Id,
        Last = Messages[^1].Id,
    };

    private static SubmittedMessage Describe(NewMessage row) => new(
        row.Message.Id, row.Status, row.Reason, row.Message.To, row.Message.From, row.Message.Segments, row.Message.Encoding,
        row.Message.CreatedAt, row.Message.Category, row.Message.ClientReference, row.DueAt);

    /// <summary>When the account's limit lets a segment go; 0 = at once.</summary>
    private long PaceOf(int segmentsBefore) =>
        Admission.IntervalMicros == 0 ? 0 : Admission.StartAt + (long)(segmentsBefore * Admission.IntervalMicros);
}
