using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Submission;

/// <summary>Decisions as timelines show them. Messages of a page that may go share the evidence of the place they go to, and so one text.</summary>
/// <param name="policy">Version of the policy that they were made by.</param>
internal sealed class DecisionWords(long policy)
{
    private const string Send = "send";

    private static readonly DecisionEvidence Nothing = new();

    private readonly Dictionary<DecisionEvidence, string> _sends = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DecisionEvidence, string> _consented = new(ReferenceEqualityComparer.Instance);

    /// <summary>The text of a decision. A consent stands beside it: see <see cref="Decision.Consent"/>.</summary>
    public string Of(in Decision decision)
    {
        if (decision.Kind != DecisionKind.Send)
        {
            return Describe(decision);
        }

        if (decision.Evidence is null && decision.Consent is null)
        {
            return Send;
        }

        var (known, evidence) = (decision.Consent is null ? _sends : _consented, decision.Evidence ?? Nothing);
        if (!known.TryGetValue(evidence, out var text))
        {
            text = Describe(decision with { Consent = null, Evidence = decision.Consent is null ? evidence : evidence with { PolicyVersion = policy } });
            known.Add(evidence, text);
        }

        return text;
    }

    /// <summary>All that is known of a decision, on one line.</summary>
    public static string Describe(in Decision decision)
    {
        var kind = decision.Kind switch
        {
            DecisionKind.Send => Send,
            DecisionKind.Hold => "hold: " + decision.Reason,
            _ => "suppress: " + decision.Reason,
        };
        var seen = decision.Evidence?.ToString() ?? "";
        var all = decision.Consent is not { } consent ? seen : seen.Length == 0 ? consent : $"{seen}, {consent}";
        return all.Length == 0 ? kind : $"{kind} ({all})";
    }
}
