using System.Text.RegularExpressions;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;
using OrleansSms.Grains.Submission;
using OrleansSms.Server.Startup;

namespace OrleansSms.Server.Settings;

/// <summary>Checks what was read, each rule with a sentence that names the setting and says what would be right.</summary>
internal static partial class SettingsChecks
{
    private const int MinKeyChars = 8;
    private const int MaxPort = 65_535;
    private const int MaxWindow = 10_000;

    public static void Check(GatewaySettings settings, string? azureStorage)
    {
        if (settings.IsCluster)
        {
            CheckCluster(settings, azureStorage);
        }
        else if (!string.Equals(settings.Storage, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong("OrleansSms:Storage", settings.Storage, "it is Sqlite or AzureStorage");
        }

        if (settings.Kubernetes && !settings.IsCluster)
        {
            throw Wrong("OrleansSms:Kubernetes", "true", "OrleansSms:Storage is not AzureStorage: a gateway on the embedded store is alone wherever it runs");
        }

        CheckKey("OrleansSms:AdminKey", settings.AdminKey);
        CheckOff("OrleansSms:SmppServer:Port", settings.SmppServer.Port);
        CheckOff("OrleansSms:Smtp:Port", settings.Smtp.Port);
        Check("OrleansSms:Limits", settings.Limits);
        foreach (var (id, carrier) in settings.Carriers)
        {
            Check($"OrleansSms:Carriers:{id}", id, carrier);
        }

        foreach (var (id, account) in settings.Accounts)
        {
            Check($"OrleansSms:Accounts:{id}", id, account);
        }
    }

    public static void CheckPort(string path, int? port) => CheckRange(path, port, 0, MaxPort);

    private static void CheckCluster(GatewaySettings settings, string? connection)
    {
        if (string.IsNullOrEmpty(connection))
        {
            throw new SettingsException(
                "ConnectionStrings:AzureStorage is missing: OrleansSms:Storage is AzureStorage, so give the account's connection string or the address of its blobs.");
        }

        // What was given is not shown: it may hold the account's key.
        if (AzureAccount.Read(connection) is null)
        {
            throw new SettingsException(
                "ConnectionStrings:AzureStorage is neither a connection string (AccountName=…) nor the address of an account's blobs (https://….blob.…).");
        }

        if (settings.AdminKey is null)
        {
            throw new SettingsException("OrleansSms:AdminKey is missing: silos of one cluster share it, so none can make one by itself.");
        }
    }

    private static void Check(string path, GatewayLimits limits)
    {
        CheckRange($"{path}:ConcurrentBulkMessages", limits.ConcurrentBulkMessages, 1, 1_000_000);
        CheckRange($"{path}:WaitingBulkRequests", limits.WaitingBulkRequests, 0, 100_000);
        CheckRange($"{path}:LaneMessages", limits.LaneMessages, 1, 10_000_000);
        CheckRange($"{path}:OpenReceipts", limits.OpenReceipts, 0, 10_000_000);
        CheckRange($"{path}:ParkedReceipts", limits.ParkedReceipts, 0, 1_000_000);
        CheckDuration($"{path}:ParkedFor", limits.ParkedFor);
        CheckDuration($"{path}:FailoverAfter", limits.FailoverAfter);
        CheckDuration($"{path}:PartsWait", limits.PartsWait);
        if (limits.MessagesKept < MessageRetention.Shortest)
        {
            throw Wrong($"{path}:MessagesKept", $"{limits.MessagesKept}", $"it is at least {MessageRetention.Shortest}: events and caps look at messages for so long");
        }
    }

    private static void CheckDuration(string path, TimeSpan value)
    {
        if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromDays(1))
        {
            throw Wrong(path, $"{value}", "it is between 00:00:01 and 1.00:00:00");
        }
    }

    private static void Check(string path, string id, CarrierSettings carrier)
    {
        CheckId(path, id);
        if (string.IsNullOrWhiteSpace(carrier.Host))
        {
            throw new SettingsException($"{path}:Host is missing: name the SMSC's host or address.");
        }

        if (carrier.Port is null)
        {
            throw new SettingsException($"{path}:Port is missing: give the SMSC's TCP port, usually 2775.");
        }

        CheckRange($"{path}:Port", carrier.Port, 1, MaxPort);
        CheckRange($"{path}:Binds", carrier.Binds, 1, CarrierConfig.MaxBinds);
        CheckRange($"{path}:WindowSize", carrier.WindowSize, 1, MaxWindow);
        CheckRange($"{path}:TpsLimit", carrier.TpsLimit, 0, int.MaxValue);
        PemFiles.ReadCa(id, carrier);
        PemFiles.ReadCertificate(id, carrier);
    }

    private static void Check(string path, string id, AccountSettings account)
    {
        CheckId(path, id);
        CheckKey($"{path}:ApiKey", account.ApiKey);
        CheckRange($"{path}:TpsLimit", account.TpsLimit, 0, int.MaxValue);
        if (account.DefaultFrom is { } from && !Originator.TryNormalize(from, out _))
        {
            throw Wrong($"{path}:DefaultFrom", from, $"an originator is {Originator.Expected}");
        }

        if (account.DefaultCountry is { } country && !NumberParser.IsCountry(country))
        {
            throw Wrong($"{path}:DefaultCountry", country, "give an ISO 3166 country of two capital letters, such as GB");
        }
    }

    private static void CheckId(string path, string id)
    {
        if (!Ids().IsMatch(id))
        {
            throw Wrong(path, id, "an id has 1 to 64 letters, digits, dashes and underscores");
        }
    }

    private static void CheckKey(string path, string? key)
    {
        if (key is { Length: < MinKeyChars })
        {
            throw new SettingsException($"{path} is too short: an API key has at least {MinKeyChars} characters.");
        }
    }

    private static void CheckOff(string path, int port)
    {
        if (port != 0)
        {
            throw new SettingsException($"{path} is {port}, but this build does not listen there yet: leave it 0.");
        }
    }

    private static void CheckRange(string path, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw Wrong(path, $"{value}", $"it is between {least} and {most}");
        }
    }

    private static SettingsException Wrong(string path, string? value, string right) => new($"{path} is '{value}', but {right}.");

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Ids();
}
