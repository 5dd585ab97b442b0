using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using OrleansSms.Storage.Azure;

namespace OrleansSms.Server.Startup;

/// <summary>
/// The storage account of a cluster, as <c>ConnectionStrings:AzureStorage</c> says where it is: a connection string, or the address of its blobs, which are then
/// reached as the identity that the process runs under.
/// </summary>
internal sealed class AzureAccount
{
    /// <summary>What the account's clients are registered under: the <c>ServiceKey</c> of Orleans' providers.</summary>
    public const string ServiceKey = "AzureStorage";

    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "AzureStorage";

    private const string BlobHost = ".blob.";
    private const string TableHost = ".table.";

    private AzureAccount(string? connectionString, Uri? blobEndpoint) => (ConnectionString, BlobEndpoint) = (connectionString, blobEndpoint);

    /// <summary>The connection string; null where the account is reached by an identity.</summary>
    public string? ConnectionString { get; }

    public Uri? BlobEndpoint { get; }

    public Uri? TableEndpoint =>
        BlobEndpoint is { } blobs ? new Uri(blobs.AbsoluteUri.Replace(BlobHost, TableHost, StringComparison.OrdinalIgnoreCase)) : null;

    /// <summary>Who asks, where there is no connection string.</summary>
    public TokenCredential? Credential => BlobEndpoint is null ? null : new DefaultAzureCredential();

    /// <summary>Reads a setting; null when it is neither of the two.</summary>
    public static AzureAccount? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return text.Contains("AccountName=", StringComparison.OrdinalIgnoreCase) || text.Contains("UseDevelopmentStorage=", StringComparison.OrdinalIgnoreCase)
                ? new AzureAccount(text, null)
                : null;
        }

        return address.Scheme == Uri.UriSchemeHttps && address.Host.Contains(BlobHost, StringComparison.OrdinalIgnoreCase) ? new AzureAccount(null, address) : null;
    }

    /// <summary>Has a store be there.</summary>
    public void Configure(AzureStoreOptions options)
    {
        options.ConnectionString = ConnectionString;
        options.BlobEndpoint = BlobEndpoint;
        options.TableEndpoint = TableEndpoint;
        options.Credential = Credential;
    }

    /// <summary>Registers the clients for Orleans' providers.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddKeyedSingleton(ServiceKey, (_, _) => ConnectionString is { } connection
            ? new TableServiceClient(connection)
            : new TableServiceClient(TableEndpoint!, Credential!));
        services.AddKeyedSingleton(ServiceKey, (_, _) => ConnectionString is { } connection
            ? new BlobServiceClient(connection)
            : new BlobServiceClient(BlobEndpoint!, Credential!));
    }
}
