using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Erasures;

/// <summary>
/// Keyed hashes of numbers: what stays of one that was erased. The key belongs to the deployment and is kept in its store, but not beside the list of erasures: who has that list alone cannot try
/// all numbers there are.
/// </summary>
internal sealed class NumberHasher(IDocumentStore documents)
{
    private const string Kind = "deployment";
    private const string Id = "number_key";
    private const int KeyBytes = 32;

    private byte[]? _key;

    /// <summary>Reads the key, or makes it at the first start, so that every copy of the store has it.</summary>
    public async Task LoadAsync()
    {
        if (_key is null)
        {
            var made = $"\"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}\"";
            await documents.AddAsync(Kind, new Document(Id, "", Encoding.UTF8.GetBytes(made)));
            var kept = await documents.ReadAsync(Kind, Id);
            _key = Convert.FromBase64String(Encoding.UTF8.GetString(kept!.Json.Span).Trim('"'));
        }
    }

    /// <summary>The hash of a number, in hexadecimal. <see cref="LoadAsync"/> comes first.</summary>
    public string Hash(Msisdn number)
    {
        Span<byte> digits = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(digits, number.Digits);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key ?? throw new InvalidOperationException("The key is read first."), digits, hash);
        return Convert.ToHexStringLower(hash);
    }
}
