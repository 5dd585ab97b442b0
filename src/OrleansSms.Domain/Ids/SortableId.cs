using System.Buffers;

namespace OrleansSms.Domain.Ids;

/// <summary>
/// A ULID: 48 bits of Unix milliseconds and a 16-bit counter in <see cref="High"/>, 64 random bits in <see cref="Low"/>.
/// Ids made by one <see cref="IdGenerator"/> have strictly increasing <see cref="High"/>, so a store may use that half alone as its row key.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.SortableId")]
public readonly record struct SortableId([property: Id(0)] ulong High, [property: Id(1)] ulong Low)
{
    /// <summary>Number of characters of the text form.</summary>
    public const int TextLength = 26;

    /// <summary>Crockford's base 32, in either case: the library takes any character for a digit.</summary>
    private static readonly SearchValues<char> Crockford = SearchValues.Create("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz");

    /// <summary>When the id was made, to the millisecond.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(High >> 16));

    /// <summary>Reads the 26 characters of a ULID in Crockford's base 32.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SortableId id)
    {
        id = default;
        if (text.Length != TextLength || text[0] > '7' || text.ContainsAnyExcept(Crockford) || !Ulid.TryParse(text, out var ulid))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        ulid.TryWriteBytes(bytes);
        id = new SortableId(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return true;
    }

    /// <summary>The text form with a type's prefix in front, as in <c>msg_01J…</c>.</summary>
    public string ToString(string prefix) =>
        string.Create(prefix.Length + TextLength, (Id: this, Prefix: prefix), static (span, state) =>
        {
            state.Prefix.CopyTo(span);
            state.Id.ToUlid().TryWriteStringify(span[state.Prefix.Length..]);
        });

    /// <inheritdoc/>
    public override string ToString() => ToString("");

    private Ulid ToUlid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new Ulid(bytes);
    }
}
