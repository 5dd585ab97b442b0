using System.Collections.Frozen;

namespace OrleansSms.Grains.Documents;

/// <summary>Which members of which documents are secrets: whoever keeps documents must keep these so that a copy of the store does not give them away.</summary>
public static class SecretMembers
{
    /// <summary>Names of JSON members, by kind of document. API keys are not among them: of those only a hash is kept.</summary>
    public static readonly FrozenDictionary<string, IReadOnlyList<string>> ByKind = new Dictionary<string, IReadOnlyList<string>>
    {
        [DocumentKinds.Carrier] = ["password", "tls_certificate"],
        [DocumentKinds.Account] = ["callback_secret", "old_callback_secret"],
        [DocumentKinds.WebhookEndpoint] = ["secrets"],
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
