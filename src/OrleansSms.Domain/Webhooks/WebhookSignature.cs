using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Domain.Webhooks;

/// <summary>The value of <c>webhook-signature</c> (Standard Webhooks 1.0): one <c>v1,…</c> for each secret, separated by spaces.</summary>
public static class WebhookSignature
{
    private const string Version = "v1,";
    private const int TextLength = 3 + 44;

    /// <summary>Signs <paramref name="signed"/>, the octets of <c>id.timestamp.body</c>, under every key.</summary>
    public static string Sign(IReadOnlyList<byte[]> keys, ReadOnlySpan<byte> signed)
    {
        var length = (keys.Count * (TextLength + 1)) - 1;
        var text = length <= 512 ? stackalloc char[512] : new char[length];
        var at = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            if (i > 0)
            {
                text[at++] = ' ';
            }

            at += Write(keys[i], signed, text[at..]);
        }

        return new string(text[..at]);
    }

    /// <summary>Signs the parts; for what is not on the delivery path.</summary>
    public static string Sign(IReadOnlyList<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        return Sign(keys, (ReadOnlySpan<byte>)[.. head, .. body]);
    }

    private static int Write(byte[] key, ReadOnlySpan<byte> signed, Span<char> text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> base64 = stackalloc byte[TextLength - 3];
        HMACSHA256.HashData(key, signed, hash);
        Base64.EncodeToUtf8(hash, base64, out _, out var written);
        Version.CopyTo(text);
        return Version.Length + Encoding.ASCII.GetChars(base64[..written], text[Version.Length..]);
    }
}
