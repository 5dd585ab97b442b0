using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Routing;

namespace OrleansSms.Grains.Submission;

/// <summary>Shows what would happen to a message, by the code that makes it happen.</summary>
internal sealed class MessagePreview(IGrainFactory grains, RoutingView routing, ComplianceData data, IdGenerator ids, TimeProvider time)
{
    public async Task<PreviewResult> ShowAsync(SubmitRequest request, ActiveAccount account, CancellationToken cancellationToken)
    {
        var now = time.GetUnixMicros();
        var check = RequestChecks.Check(request, account.Config, now);
        if (check.Draft is not { } draft || check.Recipients.Count == 0)
        {
            return new PreviewResult { Errors = check.Errors };
        }

        await routing.RefreshAsync(cancellationToken);
        var (_, to, _, text) = check.Recipients[0];
        var decision = (await grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(to)).DecideAsync(account.Policy, [new DecisionRequest(
            new MessageId(ids.Next()),
            to,
            request.Category,
            draft.From,
            request.Program,
            text.Segments,
            TextHash.Of(text.Text),
            Math.Max(now, draft.SendAt ?? 0),
            DryRun: true,
            LacksOptOutRoute: OptOutRoutes.IsMissing(request.Category, draft.From, text.Text, data.Keywords))]))[0];
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
            Evidence = decision.Consent is { } consent ? (decision.Evidence ?? new()) with { Record = consent, PolicyVersion = account.Policy.Version } : decision.Evidence,
            HeldUntil = decision.Kind == DecisionKind.Hold ? decision.HeldUntil : null,
            Carriers = routing.FindRoute(to).Carriers,
        };
    }
}
