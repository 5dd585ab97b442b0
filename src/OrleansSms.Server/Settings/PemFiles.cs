using System.Security.Cryptography.X509Certificates;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Server.Settings;

/// <summary>Certificates that a carrier's settings name as files.</summary>
internal static class PemFiles
{
    // Keys are locked by XML encryption, which knows no other kind.
    private const string ExpectedKeyCertificate = "a certificate and its RSA key as PEM, one behind the other, the key without a password";

    /// <summary>What the keys that seal secrets are locked with; null when no file is named.</summary>
    public static X509Certificate2? ReadKeyCertificate(string? file)
    {
        X509Certificate2? certificate = null;
        Read("OrleansSms:KeyCertificateFile", file, ExpectedKeyCertificate, pem => CarrierTls.TryReadCertificate(pem, out certificate) && certificate?.GetRSAPrivateKey() is not null);
        return certificate;
    }

    /// <summary>What a carrier is trusted by; null when no file is named.</summary>
    public static string? ReadCa(string id, CarrierSettings carrier) =>
        Read($"OrleansSms:Carriers:{id}:TlsCaFile", carrier.TlsCaFile, CarrierTls.ExpectedCa, static pem => CarrierTls.TryReadCa(pem, out _));

    /// <summary>What a carrier is shown; null when no file is named.</summary>
    public static string? ReadCertificate(string id, CarrierSettings carrier) => Read(
        $"OrleansSms:Carriers:{id}:TlsCertificateFile", carrier.TlsCertificateFile, CarrierTls.ExpectedCertificate, static pem => CarrierTls.TryReadCertificate(pem, out _));

    private static string? Read(string setting, string? file, string expected, Func<string, bool> isRight)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var pem = File.ReadAllText(file);
            return isRight(pem) ? pem : throw new SettingsException($"{setting} is '{file}', but what is in it must be {expected}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{setting} is '{file}', which cannot be read. {e.Message}");
        }
    }
}
