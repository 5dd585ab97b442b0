using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansSms.Storage.Azure.Access;

/// <summary>
/// The clients of a provider that is named in Orleans' configuration. <c>ServiceKey</c> names a client that is registered under that key, as for a managed
/// identity; else <c>ConnectionString</c>, or the one called <c>ConnectionName</c>, says where the account is: a connection string, or an address that carries
/// its own signature.
/// </summary>
internal static class ProviderClients
{
    /// <summary>Orleans asks again by itself, and a silo that waits long for its own row is voted dead.</summary>
    private const int MaxRetries = 3;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    public static TableServiceClient Tables(IServiceProvider services, IConfigurationSection section)
    {
        if (section["ServiceKey"] is { Length: > 0 } key)
        {
            return services.GetRequiredKeyedService<TableServiceClient>(key);
        }

        var options = Bounded(new TableClientOptions());
        var connection = Connection(services, section);
        return IsAddress(connection, out var address) ? new TableServiceClient(address, options) : new TableServiceClient(connection, options);
    }

    public static BlobServiceClient Blobs(IServiceProvider services, IConfigurationSection section)
    {
        if (section["ServiceKey"] is { Length: > 0 } key)
        {
            return services.GetRequiredKeyedService<BlobServiceClient>(key);
        }

        var options = Bounded(new BlobClientOptions());
        var connection = Connection(services, section);
        return IsAddress(connection, out var address) ? new BlobServiceClient(address, options) : new BlobServiceClient(connection, options);
    }

    /// <summary>Bounds what one request may take, with its retries.</summary>
    public static TOptions Bounded<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = MaxRetries;
        options.Retry.Delay = RetryDelay;
        options.Retry.MaxDelay = MaxRetryDelay;
        options.Retry.NetworkTimeout = RequestTimeout;
        return options;
    }

    private static string Connection(IServiceProvider services, IConfigurationSection section)
    {
        if (section["ConnectionString"] is { Length: > 0 } connection)
        {
            return connection;
        }

        if (section["ConnectionName"] is { Length: > 0 } name
            && services.GetRequiredService<IConfiguration>().GetConnectionString(name) is { Length: > 0 } named)
        {
            return named;
        }

        throw new InvalidOperationException(
            $"{section.Path} does not say where the storage account is: set {section.Path}:ConnectionString, ConnectionName or ServiceKey.");
    }

    private static bool IsAddress(string connection, out Uri address) =>
        Uri.TryCreate(connection, UriKind.Absolute, out address!) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
