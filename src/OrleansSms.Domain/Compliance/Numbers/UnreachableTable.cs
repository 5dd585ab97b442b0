using System.Text.Json;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance.Numbers;

/// <summary>Which errors of delivery receipts say that a number does not exist, from <c>unreachable.json</c>.</summary>
public sealed class UnreachableTable
{
    private const string EveryCarrier = "*";

    private readonly Dictionary<(string Carrier, string Error), UnreachableRow> _rows = [];

    private UnreachableTable(UnreachableFile file)
    {
        foreach (var row in file.Rows)
        {
            foreach (var error in row.Errors)
            {
                _rows[(row.Carrier, error)] = row;
            }
        }
    }

    /// <summary>Reads a file.</summary>
    public static UnreachableTable Read(Stream json) =>
        new(JsonSerializer.Deserialize(json, ComplianceJson.Default.UnreachableFile) ?? throw new InvalidDataException("unreachable.json is empty."));

    /// <summary>The entry that a receipt makes; null when it says nothing of the kind.</summary>
    /// <param name="carrier">The carrier that it came from: rows of its own go before those of all.</param>
    /// <param name="error">The error as it is written in the receipt.</param>
    /// <param name="number">The recipient.</param>
    /// <param name="at">Now, in Unix microseconds.</param>
    public SuppressionEntry? Find(string carrier, string? error, Msisdn number, long at)
    {
        if (error is null || (!_rows.TryGetValue((carrier, error), out var row) && !_rows.TryGetValue((EveryCarrier, error), out row)) || row.Days == 0)
        {
            return null;
        }

        var until = at + UnixMicros.From(TimeSpan.FromDays(row.Days));
        return new SuppressionEntry(Suppression.Unreachable, number, $"{row.Meaning} ({carrier} err:{error})", at, until);
    }

    /// <summary>Whether an error of a carrier says so.</summary>
    public bool Names(string carrier, string? error) => Find(carrier, error, default, 0) is not null;
}

/// <summary><c>unreachable.json</c> as it is written.</summary>
internal sealed record UnreachableFile
{
    public required string Version { get; init; }

    public required string Notice { get; init; }

    public required IReadOnlyList<UnreachableRow> Rows { get; init; }
}

/// <summary>Errors that mean the same.</summary>
internal sealed record UnreachableRow
{
    /// <summary>The carrier's id; <c>*</c> = every carrier.</summary>
    public required string Carrier { get; init; }

    /// <summary>Errors as they are written in receipts.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>What they say.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many days such a number is passed over; 0 = the error says nothing at this carrier. Numbers are given to new people after some months.</summary>
    public required int Days { get; init; }

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }
}
