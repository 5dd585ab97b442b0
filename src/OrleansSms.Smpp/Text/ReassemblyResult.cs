namespace OrleansSms.Smpp.Text;

/// <summary>What became of a segment.</summary>
public enum ReassemblyOutcome
{
    /// <summary>It is kept until the others arrive.</summary>
    Waiting,

    /// <summary>It was the last one missing, or a message of its own: the message is complete.</summary>
    Complete,

    /// <summary>It had arrived before, or its message was already complete; there is nothing to do.</summary>
    Duplicate,
}

/// <summary>The answer to one segment.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Message">The complete message, with <see cref="ReassemblyOutcome.Complete"/> only.</param>
/// <param name="Displaced">
/// Incomplete messages that had to go, to be delivered as they are: the oldest ones when a limit was reached, or one whose reference the sender
/// used anew. Usually empty.
/// </param>
public readonly record struct ReassemblyResult(ReassemblyOutcome Outcome, AssembledMessage? Message, IReadOnlyList<AssembledMessage> Displaced);
