namespace OrleansSms.Web.Authentication;

/// <summary>Turns API keys into what they are found by. The composition root has the deployment's salt.</summary>
public interface IApiKeyHasher
{
    /// <summary>Lowercase hexadecimal of HMAC-SHA256 of the key's UTF-8 under the deployment's salt.</summary>
    string Hash(string key);
}
