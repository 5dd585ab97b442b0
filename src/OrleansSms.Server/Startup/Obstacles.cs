using Microsoft.AspNetCore.Connections;
using OrleansSms.Server.Security;
using OrleansSms.Server.Settings;
using OrleansSms.Storage;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Server.Startup;

/// <summary>What may stand in the way of a start and is the operator's to clear: told in a sentence, not in a stack trace.</summary>
internal static class Obstacles
{
    /// <summary>Opens the store; answers the greatest message key that it holds.</summary>
    public static async Task<ulong> OpenStoreAsync(IServiceProvider services)
    {
        try
        {
            return await services.GetRequiredService<IStoreMaintenance>().GreatestKeyAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or StoreUnavailableException or MoveRefusedException or IOException or UnauthorizedAccessException)
        {
            var settings = services.GetRequiredService<GatewaySettings>();
            throw new SettingsException(settings.IsCluster
                ? $"the store in ConnectionStrings:AzureStorage cannot be opened. {e.Message}"
                : $"the store in OrleansSms:DataDirectory, {Path.GetFullPath(settings.DataDirectory)}, cannot be opened. {e.Message}");
        }
    }

    /// <summary>Seals the secrets in the store.</summary>
    public static async Task SealSecretsAsync(IServiceProvider services)
    {
        try
        {
            await services.GetRequiredService<SealedDocuments>().SealAllAsync();
        }
        catch (LostKeyException e)
        {
            var settings = services.GetRequiredService<GatewaySettings>();
            throw new SettingsException(settings.IsCluster
                ? $"{e.Message} Restore the table of documents as a whole: the keys are in it."
                : $"{e.Message} Put back {Path.GetFullPath(Path.Combine(settings.DataDirectory, Stores.KeyFolder))} from the same backup as the database.");
        }
    }

    /// <summary>Starts everything, HTTP last.</summary>
    public static async Task StartHttpAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            // All else runs by then: binds are unbound, not cut off.
            await app.StopAsync();
            throw new SettingsException($"HTTP cannot listen where ASPNETCORE_URLS says. {e.Message}");
        }
    }
}
