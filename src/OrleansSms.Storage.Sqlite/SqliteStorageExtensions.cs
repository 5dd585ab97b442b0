using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Storage.Sqlite;

/// <summary>Registers the embedded store.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>Adds <see cref="SqliteDatabase"/> and every port of <c>OrleansSms.Storage</c> on it. The file is opened at first use.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => SqliteDatabase.Open(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Messages);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Events);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Recipients);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Webhooks);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Documents);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Contacts);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Engagement);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Snapshots);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().ImportFiles);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Maintenance);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Erasures);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().ErasureLog);
        return services;
    }
}
