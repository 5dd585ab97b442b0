using System.Collections.Frozen;

namespace OrleansSms.Domain.Carriers;

/// <summary>What a command_status in answer to submit_sm means for the message and the bind.</summary>
public enum SubmitOutcome : byte
{
    /// <summary>The carrier has it.</summary>
    Accepted = 0,

    /// <summary>Back off and try again within the validity period.</summary>
    Temporary = 1,

    /// <summary>The bind is too fast: slow it down; the message is intact and loses no attempt.</summary>
    Throttled = 2,

    /// <summary>The carrier's queue is full: as <see cref="Throttled"/>, with a longer pause.</summary>
    QueueFull = 3,

    /// <summary>This carrier will never take it: the next of the route may.</summary>
    Permanent = 4,

    /// <summary>The session is at fault: bind again; the message stays.</summary>
    Session = 5,

    /// <summary>The session is at fault; the message counts an attempt.</summary>
    SessionLimited = 6,

    /// <summary>Three tries, then as <see cref="Permanent"/>.</summary>
    Limited = 7,
}

/// <summary>The table of command_status values (SMPP 3.4 §5.1.3), which a carrier's configuration may override row by row.</summary>
public static class SubmitOutcomes
{
    /// <summary>Tries of a <see cref="SubmitOutcome.Limited"/> error.</summary>
    public const int LimitedAttempts = 3;

    private static readonly FrozenDictionary<uint, SubmitOutcome> Table = Rows().ToFrozenDictionary(row => row.Status, row => row.Outcome);

    /// <summary>The outcome of <paramref name="commandStatus"/>; values that no row names are <see cref="SubmitOutcome.Limited"/>.</summary>
    public static SubmitOutcome Of(uint commandStatus, IReadOnlyDictionary<uint, SubmitOutcome>? overrides = null)
    {
        if (commandStatus == 0)
        {
            return SubmitOutcome.Accepted;
        }

        return overrides is { Count: > 0 } && overrides.TryGetValue(commandStatus, out var outcome) || Table.TryGetValue(commandStatus, out outcome)
            ? outcome
            : SubmitOutcome.Limited;
    }

    private static IEnumerable<(uint Status, SubmitOutcome Outcome)> Rows()
    {
        uint[] permanent =
        [
            0x01, 0x06, 0x07, 0x0A, 0x0B, 0x15, 0x33, 0x34, 0x40, 0x42, 0x43, 0x44, 0x48, 0x49, 0x50, 0x51, 0x54, 0x61, 0x62, 0x63, 0x65, 0x66,
            0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0x100, 0x101, 0x103, 0x104, 0x105, 0x106,
        ];
        uint[] session = [0x04, 0x05, 0x0D, 0x0E, 0x0F, 0x53];
        uint[] temporary = [0x08, 0x64, 0x102];
        return permanent.Select(status => (status, SubmitOutcome.Permanent))
            .Concat(session.Select(status => (status, SubmitOutcome.Session)))
            .Concat(temporary.Select(status => (status, SubmitOutcome.Temporary)))
            .Append((0x02u, SubmitOutcome.SessionLimited))
            .Append((0x03u, SubmitOutcome.SessionLimited))
            .Append((0x14u, SubmitOutcome.QueueFull))
            .Append((0x58u, SubmitOutcome.Throttled));
    }
}
