using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Contract.Recipients;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>A store of its own in the account of the tests, with one owner after the other.</summary>
internal sealed class AzureStores : IErasableStores, IAudienceStores
{
    private readonly AzureStoreOptions _options;
    private readonly TimeProvider _time;

    private AzureStores(AzureStoreOptions options, TimeProvider time, AzureDatabase database) =>
        (_options, _time, Database, Audience) = (options, time, database, new AzureAudience(options, TimeProvider.System));

    public AzureDatabase Database { get; private set; }

    public IMessageStore Messages => Database.Messages;

    public IEventLog Events => Database.Events;

    public IRecipientStore Recipients => Database.Recipients;

    public IWebhookStore Webhooks => Database.Webhooks;

    public IDocumentStore Documents => Database.Documents;

    public IErasureStore Erasures => Database.Erasures;

    public IErasureLog ErasureLog => Database.ErasureLog;

    public IStoreMaintenance Maintenance => Database.Maintenance;

    public IContactStore Contacts => Audience.Contacts;

    public IEngagementStore Engagement => Audience.Engagement;

    public ISegmentSnapshots Snapshots => Audience.Snapshots;

    public IImportFiles ImportFiles => Audience.ImportFiles;

    /// <summary>What any silo reaches without the owner. It waits for nothing but other writers, so not on the clock of the tests.</summary>
    private AzureAudience Audience { get; }

    /// <summary>The audience as another silo has it.</summary>
    public AzureAudience OpenAnotherAudience() => new(_options, TimeProvider.System);

    public static async Task<AzureStores> OpenAsync(StorageAccount account, TimeProvider? time = null, Action<AzureStoreOptions>? configure = null)
    {
        var options = new AzureStoreOptions { ConnectionString = account.ConnectionString, Prefix = StorageAccount.Unique("s") };
        configure?.Invoke(options);
        time ??= TimeProvider.System;
        return new AzureStores(options, time, await OpenAsync(options, time));
    }

    /// <summary>Opens the same store once more, as another silo would: from then on this one's database has lost it.</summary>
    public Task<AzureDatabase> OpenAnotherAsync() => OpenAsync(_options, _time);

    /// <summary>Lets the owner go without a word, and opens what a kill at this moment would leave.</summary>
    public async Task CrashAsync()
    {
        await Database.AbandonAsync();
        Database = await OpenAsync(_options, _time);
    }

    /// <summary>Empties a table.</summary>
    public async Task ForgetAsync(string table)
    {
        var client = new TableServiceClient(_options.ConnectionString).GetTableClient(_options.Prefix + table);
        await foreach (var row in client.QueryAsync<TableEntity>())
        {
            await client.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    /// <summary>Closes the store and opens it again.</summary>
    public async Task ReopenAsync()
    {
        await Database.DisposeAsync();
        Database = await OpenAsync(_options, _time);
    }

    public async ValueTask DisposeAsync() => await Database.AbandonAsync();

    private static Task<AzureDatabase> OpenAsync(AzureStoreOptions options, TimeProvider time) =>
        AzureDatabase.OpenAsync(options, time, NullLogger.Instance);
}
