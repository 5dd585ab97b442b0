using System.Globalization;

namespace OrleansSms.Storage.Moving;

/// <summary>How far a move has come: everything before a kind, and of that kind what lies before a cursor.</summary>
internal readonly record struct MovePlace(MovedKind Kind, string? Cursor)
{
    /// <summary>Behind the last kind.</summary>
    public static readonly MovedKind End = MovedKind.Messages + 1;

    public static MovePlace Parse(string? text) =>
        text is null ? default
        : text.IndexOf(':', StringComparison.Ordinal) is var colon && int.Parse(text.AsSpan(0, colon), CultureInfo.InvariantCulture) is var kind
            ? new MovePlace((MovedKind)kind, colon + 1 < text.Length ? text[(colon + 1)..] : null)
            : default;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Kind}:{Cursor}");
}
