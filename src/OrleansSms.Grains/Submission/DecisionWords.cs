using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Submission;

/// <summary>Decisions as timelines show them. Most messages of a page are decided alike and share one evidence, and so one text.</summary>
internal sealed class DecisionWords
{
    private Decision _last;
    private string _text = "send";

    public string Of(in Decision decision)
    {
        if (decision.Kind != _last.Kind || decision.Reason != _last.Reason || !ReferenceEquals(decision.Evidence, _last.Evidence))
        {
            _last = decision;
            _text = Describe(decision);
        }

        return _text;
    }

    public static string Describe(in Decision decision)
    {
        var kind = decision.Kind switch
        {
            DecisionKind.Send => "send",
            DecisionKind.Hold => "hold: " + decision.Reason,
            _ => "suppress: " + decision.Reason,
        };
        return decision.Evidence is { } evidence ? $"{kind} ({evidence})" : kind;
    }
}
