using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>A request on its road, with what is known of it so far.</summary>
internal sealed class PendingRequest(SubmitRequest request, CheckedRequest check)
{
    /// <summary>Ids of its messages, in the order of its recipients.</summary>
    private MessageId[] _ids = [];

    public SubmitRequest Request => request;

    public Admission Admission { get; set; }

    public NewMessage[] Rows { get; set; } = [];

    /// <summary>By whom its messages have places in caps.</summary>
    public IReadOnlyList<ShardEpoch> Shards { get; set; } = [];

    /// <summary>Set when its road has ended.</summary>
    public SubmitResult? Result { get; set; }

    public bool IsOpen => Result is null;

    /// <summary>What it asks of its account's limits.</summary>
    public AdmissionRequest Wish => new(
        request.Category,
        check.Recipients.Select(static recipient => recipient.Text.Segments).ToArray(),
        check.Recipients.Select(static recipient => recipient.To).ToArray());

    private BatchId? Batch { get; set; }

    /// <summary>What its messages share: there while its road has not ended.</summary>
    private Draft Draft => check.Draft!;

    private int Rejected => request.Recipients.Count - check.Recipients.Count;

    /// <summary>When it is to be sent, in Unix microseconds; null when that is <paramref name="now"/>.</summary>
    public long? SendAt(long now) => Draft.SendAt > now ? Draft.SendAt : null;

    /// <summary>Draws the ids of its messages, once it is admitted.</summary>
    public void Draw(IdGenerator ids)
    {
        Batch = request.IsBatch ? request.Batch ?? new BatchId(ids.Next()) : null;
        _ids = new MessageId[check.Recipients.Count];
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = new MessageId(ids.Next());
        }
    }

    /// <summary>Number of its messages.</summary>
    public int Count => _ids.Length;

    /// <summary>Asks whether they may go. One that is scheduled is only asked about; it reserves its place when it goes.</summary>
    /// <param name="asked">Takes the questions.</param>
    /// <param name="keywords">Words for opting out; null = nobody needs to be able to.</param>
    /// <param name="now">When they are asked.</param>
    public void Ask(ShardedRequests asked, KeywordTable? keywords, long now)
    {
        var dryRun = SendAt(now) is not null;
        var (hash, lacksRoute) = (0L, false);
        for (var i = 0; i < _ids.Length; i++)
        {
            var recipient = check.Recipients[i];
            if (i == 0 || !ReferenceEquals(recipient.Text, check.Recipients[i - 1].Text))
            {
                hash = TextHash.Of(recipient.Text.Text);
                lacksRoute = keywords is not null && OptOutRoutes.IsMissing(request.Category, Draft.From, recipient.Text.Text, keywords);
            }

            asked.Add(new DecisionRequest(
                _ids[i],
                recipient.To,
                request.Category,
                recipient.Asked.From ?? Draft.From,
                request.Program,
                recipient.Text.Segments,
                hash,
                now,
                Admission.Traffic?[i] ?? TrafficVerdict.Ok,
                dryRun,
                request.Answer,
                lacksRoute));
        }
    }

    /// <summary>Makes its messages as they were decided; those that were not are left out.</summary>
    public Message[] Make(string account, ReadOnlySpan<Decision?> decisions, long now)
    {
        var messages = new List<Message>(decisions.Length);
        var begin = Math.Max(now, Draft.SendAt ?? 0);
        var expires = begin + UnixMicros.From(Draft.Validity);
        var isNow = SendAt(now) is null;
        var segments = 0;
        for (var i = 0; i < decisions.Length; i++)
        {
            if (decisions[i] is not { } decision)
            {
                continue;
            }

            var recipient = check.Recipients[i];
            messages.Add(new Message
            {
                Id = _ids[i],
                Account = account,
                To = recipient.To,
                From = recipient.Asked.From ?? Draft.From,
                Body = recipient.Text.Text,
                Category = request.Category,
                Encoding = recipient.Encoding,
                Segments = recipient.Text.Segments,
                CreatedAt = now,
                ExpiresAt = expires,
                NotBefore = Math.Max(Draft.SendAt ?? 0, PaceOf(segments)),
                Batch = Batch,
                ClientReference = recipient.Asked.ClientReference,
                Tags = request.Tags,
                CallbackUrl = request.CallbackUrl,

                // Of a campaign's messages each is remembered: a reply, a click or an opt-out is told to belong to it by that.
                CountsTowardsCap = (decision.Counts || request.Campaign is not null) && decision.Kind != DecisionKind.Suppress,
                ConcatenationReference = decision.ConcatenationReference,
                Program = request.Program,
                Answer = request.Answer,
                Campaign = request.Campaign,
                Variant = recipient.Asked.Variant,
                LeaseUntil = isNow ? decision.ValidUntil : 0,
            });
            segments += recipient.Text.Segments;
        }

        return [.. messages];
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
        ByVariant = request.Campaign is null ? [] : AcceptedCounts.Of(Rows.Select(static row => (row.Message.Variant, row.Message.Segments)), CampaignLimits.MaxVariants),
    };

    /// <summary>The record of a batch; null when it is none.</summary>
    public BatchRecord? DescribeBatch(long now) => Batch is not { } id ? null : new BatchRecord
    {
        Id = id,
        Account = Rows[0].Message.Account,
        Accepted = Rows.Length,
        Rejected = Rejected,
        CreatedAt = now,
        First = _ids[0],
        Last = _ids[^1],
    };

    private static SubmittedMessage Describe(NewMessage row) => new(
        row.Message.Id, row.Status, row.Reason, row.Message.To, row.Message.From, row.Message.Segments, row.Message.Encoding,
        row.Message.CreatedAt, row.Message.Category, row.Message.ClientReference, row.DueAt);

    /// <summary>When the account's limit lets a segment go; 0 = at once.</summary>
    private long PaceOf(int segmentsBefore) =>
        Admission.IntervalMicros == 0 ? 0 : Admission.StartAt + (long)(segmentsBefore * Admission.IntervalMicros);
}
