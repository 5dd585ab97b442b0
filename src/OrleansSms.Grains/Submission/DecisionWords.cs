using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Submission;

/// <summary>Decisions as timelines show them. Messages of a page that may go share the evidence of the place they go to, and so one text.</summary>
internal sealed class DecisionWords
{
    private const string Send = "send";

    private readonly Dictionary<DecisionEvidence, string> _sends = new(ReferenceEqualityComparer.Instance);

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

        if (!_sends.TryGetValue(evidence, out var text))
        {
            text = Describe(decision);
            _sends.Add(evidence, text);
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
