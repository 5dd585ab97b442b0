namespace OrleansSms.Storage.Azure.Access;

/// <summary>What <c>ProviderType</c> is called in Orleans' configuration.</summary>
internal static class ProviderNames
{
    public const string Table = "AzureTableStorage";
    public const string Blob = "AzureBlobStorage";
}
