using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Server.Settings;

/// <summary>Everything under <c>OrleansSms</c> in the configuration.</summary>
internal sealed class GatewaySettings
{
    /// <summary>Bootstrap admin API key; when absent one is made at the first start and printed once.</summary>
    public string? AdminKey { get; set; }

    /// <summary>Where the operator's side and the console answer, and nowhere else; null = where everything does.</summary>
    public string? AdminUrls { get; set; }

    /// <summary>Whether Orleans' dashboard answers at /dashboard.</summary>
    public bool Dashboard { get; set; }

    /// <summary>Whether the silo runs in a pod: it takes its name and address from it, and silos whose pods are gone are declared dead at once.</summary>
    public bool Kubernetes { get; set; }

    /// <summary>Folder of the embedded store, relative to the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary><c>Sqlite</c>, or <c>AzureStorage</c> for one of several silos.</summary>
    public string Storage { get; set; } = "Sqlite";

    /// <summary>Whether the built-in carrier simulator runs; null = when no carrier is declared, and in a cluster: as it is.</summary>
    public bool? Sandbox { get; set; }

    /// <summary>PEM of an RSA certificate with its key that the keys which seal secrets are locked with; null = they lie in the store as they are.</summary>
    public string? KeyCertificateFile { get; set; }

    /// <summary>Carriers by id.</summary>
    public Dictionary<string, CarrierSettings> Carriers { get; set; } = [];

    /// <summary>Accounts by id.</summary>
    public Dictionary<string, AccountSettings> Accounts { get; set; } = [];

    /// <summary>Customers' SMPP.</summary>
    public ListenerSettings SmppServer { get; set; } = new();

    /// <summary>E-mail to SMS.</summary>
    public ListenerSettings Smtp { get; set; } = new();

    /// <summary>Webhooks.</summary>
    public WebhookSettings Webhooks { get; set; } = new();

    /// <summary><c>GET /v1/send</c>.</summary>
    public SendSettings Send { get; set; } = new();

    /// <summary>Bounds of the message path.</summary>
    public GatewayLimits Limits { get; set; } = new();

    /// <summary>Rules of recipients.</summary>
    public ComplianceSettings Compliance { get; set; } = new();

    /// <summary>Whether this process is one of several over a store that they share.</summary>
    public bool IsCluster => string.Equals(Storage, "AzureStorage", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the sandbox runs, its default resolved; null where another silo may have it.</summary>
    public bool? RunsSandbox => Sandbox ?? (IsCluster ? null : Carriers.Count == 0);
}

/// <summary>Rules of recipients, for accounts whose policy says nothing else.</summary>
internal sealed class ComplianceSettings
{
    /// <summary>Whether marketing is held in quiet hours.</summary>
    public bool QuietHours { get; set; } = true;

    /// <summary>Whether marketing that its recipient cannot opt out of is refused, for accounts whose policy does not say.</summary>
    public bool RequireOptOutRoute { get; set; } = true;

    /// <summary>Folder of <c>quiet-hours.json</c>, <c>number-plan.json</c> and <c>keywords.json</c> that take the place of those shipped; null = as shipped.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Reads the data.</summary>
    public ComplianceData Load()
    {
        try
        {
            return ComplianceData.Load(DataDirectory) with { QuietByDefault = QuietHours ? Categories.Marketing : Categories.None, RequireOptOutRouteByDefault = RequireOptOutRoute };
        }
        catch (Exception e) when (e is InvalidDataException or System.Text.Json.JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"a file in OrleansSms:Compliance:DataDirectory, {DataDirectory}, cannot be used. {e.Message}");
        }
    }
}

/// <summary>One SMPP carrier; what is null keeps the value it has.</summary>
internal sealed class CarrierSettings
{
    public string? Host { get; set; }

    public int? Port { get; set; }

    public string? SystemId { get; set; }

    public string? Password { get; set; }

    public string? SystemType { get; set; }

    public BindMode? BindMode { get; set; }

    public int? Binds { get; set; }

    public int? WindowSize { get; set; }

    public int? TpsLimit { get; set; }

    public bool? Tls { get; set; }

    public string? TlsServerName { get; set; }

    public string? TlsCaFile { get; set; }

    public string? TlsCertificateFile { get; set; }

    public LongMessages? LongMessages { get; set; }

    public SmscAlphabet? Alphabet { get; set; }

    public SmscIdBase? SubmitIdBase { get; set; }

    public SmscIdBase? ReceiptIdBase { get; set; }

    public string? InboundAccount { get; set; }
}

/// <summary>One account; what is null keeps the value it has.</summary>
internal sealed class AccountSettings
{
    public string? ApiKey { get; set; }

    public string? Name { get; set; }

    public string? DefaultFrom { get; set; }

    public string? DefaultCountry { get; set; }

    public int? TpsLimit { get; set; }

    public SmppLoginSettings? Smpp { get; set; }
}

/// <summary>An account's login at the customers' SMPP server.</summary>
internal sealed class SmppLoginSettings
{
    public string? SystemId { get; set; }

    public string? Password { get; set; }
}

/// <summary>A listener; port 0 = off.</summary>
internal sealed class ListenerSettings
{
    public int Port { get; set; }
}

/// <summary>Webhook delivery.</summary>
internal sealed class WebhookSettings
{
    public bool AllowPrivateNetworks { get; set; }
}

/// <summary><c>GET /v1/send</c>.</summary>
internal sealed class SendSettings
{
    public bool AllowKeyInQuery { get; set; }
}
