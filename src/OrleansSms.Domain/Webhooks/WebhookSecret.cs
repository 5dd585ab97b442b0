using System.Security.Cryptography;

namespace OrleansSms.Domain.Webhooks;

/// <summary>Secrets that sign webhooks: <c>whsec_</c> and base64 of 24 to 64 bytes (Standard Webhooks 1.0, "Symmetric").</summary>
public static class WebhookSecret
{
    /// <summary>What the text form starts with.</summary>
    public const string Prefix = "whsec_";

    /// <summary>Fewest bytes that the specification allows.</summary>
    public const int MinBytes = 24;

    /// <summary>Most bytes that the specification allows.</summary>
    public const int MaxBytes = 64;

    private const int NewBytes = 32;

    /// <summary>A new random secret.</summary>
    public static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NewBytes));

    /// <summary>The key that a secret stands for; false when it is not a secret.</summary>
    public static bool TryDecode(string? secret, out byte[] key)
    {
        key = [];
        if (secret is null || !secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxBytes];
        if (!Convert.TryFromBase64Chars(secret.AsSpan(Prefix.Length), bytes, out var length) || length < MinBytes)
        {
            return false;
        }

        key = bytes[..length].ToArray();
        return true;
    }
}
