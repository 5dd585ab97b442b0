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
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{key}"));
        return new IdempotencyKey(name[..KeyBytes], Fingerprint(request, query, body));
    }

    /// <summary>SHA-256 over method, path, query and body.</summary>
    private static byte[] Fingerprint(HttpRequest request, string query, ReadOnlySequence<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path.Value}\n{query}\n"));
        foreach (var segment in body)
        {
            hash.AppendData(segment.Span);
        }

        return hash.GetHashAndReset();
    }
}
