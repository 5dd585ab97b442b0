using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance;

/// <summary>All that a decision is made from. Nothing else is looked at, so the same context gives the same decision.</summary>
/// <param name="state">What is remembered of the recipient for good.</param>
/// <param name="log">The account's messages that the recipient remembers, slid to the request's time; null when none count.</param>
/// <param name="site">Where the recipient is, and what applies there.</param>
/// <param name="policy">What the account's messages must obey.</param>
/// <param name="request">What is wanted.</param>
public readonly ref struct DecisionContext(RecipientState state, SendLog? log, Site site, AccountPolicy policy, ref readonly DecisionRequest request)
{
    private readonly ref readonly DecisionRequest _request = ref request;

    /// <summary>What is remembered of the recipient for good.</summary>
    public RecipientState State { get; } = state;

    /// <summary>The account's messages that the recipient remembers.</summary>
    public SendLog? Log { get; } = log;

    /// <summary>Where the recipient is.</summary>
    public Site Site { get; } = site;

    /// <summary>What the account's messages must obey.</summary>
    public AccountPolicy Policy { get; } = policy;

    /// <summary>What is wanted.</summary>
    public ref readonly DecisionRequest Request => ref _request;

    /// <summary>A decision never to send.</summary>
    public Decision Suppress(string reason, string? detail = null, string? record = null, string? data = null) =>
        new(DecisionKind.Suppress, reason, new DecisionEvidence { Detail = detail, Record = record, Data = data, PolicyVersion = Policy.Version });

    /// <summary>A decision not to send yet.</summary>
    public Decision Hold(string reason, long until, string detail) =>
        new(DecisionKind.Hold, reason, new DecisionEvidence { Detail = detail, PolicyVersion = Policy.Version }, until);
}
