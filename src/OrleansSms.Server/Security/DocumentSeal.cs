using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Server.Security;

/// <summary>
/// Puts the secrets of a document under lock: they become one member, protected for this kind and id, so that it can neither be read in a copy of the store nor be
/// put into another document.
/// </summary>
internal sealed class DocumentSeal(Func<IDataProtectionProvider> protection)
{
    private const string Sealed = "sealed";
    private const string Purpose = "OrleansSms.Documents";

    /// <summary>Opened documents that are remembered, some hundred octets each: opening one takes as long as reading five, and accounts are read every few seconds.</summary>
    private const int MaxRemembered = 20_000;

    private readonly ConcurrentDictionary<(string Kind, string Id, string Closed), JsonElement> _opened = new();

    // Not before the first secret: the keys lie in the same store.
    private readonly Lazy<IDataProtector> _protector = new(() => protection().CreateProtector(Purpose));

    /// <summary>The document as it is kept; the same one when it holds no secret in the clear.</summary>
    public Document Close(string kind, Document document)
    {
        if (!SecretMembers.ByKind.TryGetValue(kind, out var names) || JsonNode.Parse(document.Json.Span) is not JsonObject json)
        {
            return document;
        }

        var secrets = new JsonObject();
        foreach (var name in names)
        {
            if (json.Remove(name, out var secret))
            {
                secrets[name] = secret;
            }
        }

        if (secrets.Count == 0)
        {
            return document;
        }

        json[Sealed] = Convert.ToBase64String(Protector(kind, document.Id).Protect(Write(secrets)));
        return document with { Json = Write(json) };
    }

    /// <summary>The document as it is used.</summary>
    /// <exception cref="LostKeyException">The key that it was closed with is not there.</exception>
    public Document Open(string kind, Document document)
    {
        if (!SecretMembers.ByKind.ContainsKey(kind)
            || JsonNode.Parse(document.Json.Span) is not JsonObject json
            || !json.Remove(Sealed, out var closed))
        {
            return document;
        }

        foreach (var secret in Read(kind, document.Id, closed!.GetValue<string>()).EnumerateObject())
        {
            json[secret.Name] = secret.Value.Deserialize<JsonNode>();
        }

        return document with { Json = Write(json) };
    }

    private JsonElement Read(string kind, string id, string closed)
    {
        if (_opened.TryGetValue((kind, id, closed), out var known))
        {
            return known;
        }

        if (_opened.Count >= MaxRemembered)
        {
            _opened.Clear();
        }

        return _opened[(kind, id, closed)] = Unprotect(kind, id, closed);
    }

    private JsonElement Unprotect(string kind, string id, string closed)
    {
        try
        {
            return JsonElement.Parse(Protector(kind, id).Unprotect(Convert.FromBase64String(closed)));
        }
        catch (CryptographicException e)
        {
            throw new LostKeyException(kind, id, e);
        }
    }

    private IDataProtector Protector(string kind, string id) => _protector.Value.CreateProtector(kind, id);

    private static byte[] Write(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json);
}

/// <summary>A secret cannot be read: the data protection key that it was sealed with is gone.</summary>
internal sealed class LostKeyException(string kind, string id, Exception inner)
    : Exception($"The secrets of {kind} {id} were sealed with a data protection key that is not there.", inner);
