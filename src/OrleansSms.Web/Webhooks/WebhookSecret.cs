using System.Security.Cryptography;

namespace OrleansSms.Web.Webhooks;

/// <summary>Secrets of Standard Webhooks 1.0.</summary>
internal static class WebhookSecret
{
    private const int Bytes = 32;

    public static string New() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
}
