using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Submission;

/// <summary>Decisions as timelines show them. Messages of a page that may go share the evidence of the place they go to, and so one text.</summary>
internal sealed class DecisionWords
{
    private const string Send = "send";

    private readonly Dictionary<DecisionEvidence, string> _sends = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(IReadOnlyList<string> Zones, string? Jurisdiction, string? Data, long PolicyVersion), string> _places = [];

    public string Of(in Decision decision)
    {
        if (decision.Kind != DecisionKind.Send)
        {
            return Describe(decision);
        }

        if (decision.Evidence is not { } evidence)
        {
            return Send;
        }

        if (evidence is { Record: { } record, Detail: null })
        {
            // Each has a consent of its own: only what is said of the place is shared.
            return string.Concat(Send, " (", record, BehindRecord(evidence));
        }

        if (!_sends.TryGetValue(evidence, out var text))
        {
            text = Describe(decision);
            _sends.Add(evidence, text);
        }

        return text;
    }

    private string BehindRecord(DecisionEvidence evidence)
    {
        var place = (evidence.Zones, evidence.Jurisdiction, evidence.Data, evidence.PolicyVersion);
        if (!_places.TryGetValue(place, out var text))
        {
            var rest = (evidence with { Record = null }).ToString();
            text = rest.Length > 0 ? $", {rest})" : ")";
            _places.Add(place, text);
        }

        return text;
    }

    public static string Describe(in Decision decision)
    {
        var kind = decision.Kind switch
        {
            DecisionKind.Send => Send,
            DecisionKind.Hold => "hold: " + decision.Reason,
            _ => "suppress: " + decision.Reason,
        };
        return decision.Evidence is { } evidence ? $"{kind} ({evidence})" : kind;
    }
}
