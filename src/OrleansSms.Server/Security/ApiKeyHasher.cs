using System.Security.Cryptography;
using System.Text;
using OrleansSms.Storage.Documents;
using OrleansSms.Web.Authentication;

namespace OrleansSms.Server.Security;

/// <summary>
/// Hashes API keys under a salt that belongs to the deployment and is kept in its store. Keys have 256 random bits, so one salt and one round
/// are enough; what is stored cannot be used to sign in.
/// </summary>
internal sealed class ApiKeyHasher : IApiKeyHasher
{
    private const string Kind = "deployment";
    private const string Id = "api_key_salt";
    private const int SaltBytes = 32;

    private byte[]? _salt;

    /// <summary>Reads the salt, or makes it at the first start.</summary>
    public async Task LoadAsync(IDocumentStore documents)
    {
        var salt = $"\"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes))}\"";
        await documents.AddAsync(Kind, new Document(Id, "", Encoding.UTF8.GetBytes(salt)));
        var kept = await documents.ReadAsync(Kind, Id);
        _salt = Convert.FromBase64String(Encoding.UTF8.GetString(kept!.Json.Span).Trim('"'));
    }

    public string Hash(string key) => Convert.ToHexStringLower(HMACSHA256.HashData(
        _salt ?? throw new InvalidOperationException("The salt is read at the start."), Encoding.UTF8.GetBytes(key)));
}
