using OrleansSms.Contracts.Recipients;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Routing;

namespace OrleansSms.Grains.Submission;

/// <summary>Shows what would happen to a message, by the code that makes it happen.</summary>
internal sealed class MessagePreview(IGrainFactory grains, RoutingView routing, IdGenerator ids, TimeProvider time)
{
    public async Task<PreviewResult> ShowAsync(SubmitRequest request, AccountConfig account, CancellationToken cancellationToken)
    {
        var now = time.GetUnixMicros();
        var check = RequestChecks.Check(request, account, now);
        if (check.Draft is not { } draft || check.Recipients.Count == 0)
        {
            return new PreviewResult { Errors = check.Errors };
        }

        await routing.RefreshAsync(cancellationToken);
        var (_, to, _, text) = check.Recipients[0];
        var decision = (await grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(to)).DecideAsync([new DecisionRequest(
            new MessageId(ids.Next()), to, account.Id, request.Category, draft.From, text.Segments, account.RecipientCap, now, DryRun: true)]))[0];
        return new PreviewResult
        {
            To = to,
            From = draft.From,
            Body = text.Text,
            Encoding = check.Recipients[0].Encoding,
            Segments = text.Segments,
            Units = text.Units,
            UnitsPerSegment = text.UnitsPerSegment,
            UnitsLeft = text.UnitsLeft,
            Forcing = [.. text.Forcing.Select(issue => new ForcingCharacter(issue.Index, issue.Character))],
            Decision = decision.Kind.ToString().ToLowerInvariant(),
            Reason = decision.Reason,
            Carriers = routing.FindRoute(to).Carriers,
        };
    }
}
