using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSms.Domain.Carriers;

/// <summary>How a session with a carrier is made private: whom we trust, and what we show.</summary>
public static class CarrierTls
{
    /// <summary>What <see cref="CarrierConfig.TlsCa"/> has to be.</summary>
    public const string ExpectedCa = "one or more certificates as PEM: -----BEGIN CERTIFICATE-----";

    /// <summary>What <see cref="CarrierConfig.TlsCertificate"/> has to be.</summary>
    public const string ExpectedCertificate = "a certificate and its private key as PEM, one behind the other, the key without a password";

    /// <summary>What to connect with; null where the connection is in the clear.</summary>
    public static SslClientAuthenticationOptions? Options(CarrierConfig carrier) => carrier.Tls
        ? new SslClientAuthenticationOptions
        {
            TargetHost = carrier.TlsServerName ?? carrier.Host,
            ClientCertificates = TryReadCertificate(carrier.TlsCertificate, out var own) && own is not null ? [own] : null,
            CertificateChainPolicy = TryReadCa(carrier.TlsCa, out var trusted) && trusted is not null ? Trusting(trusted) : null,
        }
        : null;

    /// <summary>Reads certificates to trust; null where none are named, false where they cannot be read.</summary>
    public static bool TryReadCa(string? pem, out X509Certificate2Collection? trusted)
    {
        trusted = null;
        if (pem is null)
        {
            return true;
        }

        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return false;
        }

        trusted = read;
        return read.Count > 0;
    }

    /// <summary>Reads what we show; null where there is nothing to show, false where it cannot be read.</summary>
    public static bool TryReadCertificate(string? pem, out X509Certificate2? own)
    {
        own = null;
        try
        {
            own = pem is null ? null : X509Certificate2.CreateFromPem(pem, pem);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    // Lists of what was revoked are the business of public authorities; a carrier's own has none that could be asked.
    private static X509ChainPolicy Trusting(X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }
}
