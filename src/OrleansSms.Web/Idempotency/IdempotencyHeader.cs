using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Web.Idempotency;

/// <summary>The Idempotency-Key header and what it stands for.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";
    public const string ReplayedName = "Idempotent-Replayed";

    /// <summary>Longest key: a UUID takes 36, and people put references of their own around it.</summary>
    public const int MaxChars = 255;

    private const int KeyBytes = 16;

    /// <summary>Reads the header; false = it cannot be a key. Null when there is none.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        var values = request.Headers[Name];
        if (values.Count == 0)
        {
            return true;
        }

        key = values[0];
        return values.Count == 1 && key is { Length: >= 1 and <= MaxChars } && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
    }

    public static Task RefuseAsync(HttpContext context) =>
        context.ProblemAsync(ProblemKind.InvalidIdempotencyKey, "Idempotency-Key must have 1 to 255 visible ASCII characters, without spaces.");

    /// <summary>The key and the request's fingerprint as grains keep them.</summary>
    public static IdempotencyKey Describe(string account, string key, HttpRequest request, string query, ReadOnlySequence<byte> body)
    {
        Span<byte> name = stackalloc byte[SHA256.HashSizeInBytes];
        Hash($"{account}\n{key}", ReadOnlySequence<byte>.Empty, name);
        var fingerprint = new byte[SHA256.HashSizeInBytes];
        Hash($"{request.Method}\n{request.Path.Value}\n{query}\n", body, fingerprint);
        return new IdempotencyKey(name[..KeyBytes].ToArray(), fingerprint);
    }

    /// <summary>SHA-256 over a text and octets, in one piece.</summary>
    private static void Hash(string text, in ReadOnlySequence<byte> octets, Span<byte> hash)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length) + (int)octets.Length);
        var length = Encoding.UTF8.GetBytes(text, rented);
        octets.CopyTo(rented.AsSpan(length));
        SHA256.HashData(rented.AsSpan(0, length + (int)octets.Length), hash);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
