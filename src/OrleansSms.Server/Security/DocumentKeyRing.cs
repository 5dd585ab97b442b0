using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Server.Security;

/// <summary>The data protection keys among the deployment's documents, so that every silo can read what another has protected.</summary>
internal sealed class DocumentKeyRing(IDocumentStore documents) : IXmlRepository
{
    private const string Kind = "data_protection_key";

    /// <summary>A key lasts 90 days: a century of them.</summary>
    private const int MaxKeys = 500;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(documents.ListAsync(Kind, null, null, MaxKeys)).Select(key => XElement.Parse(JsonSerializer.Deserialize<string>(key.Json.Span)!))];

    public void StoreElement(XElement element, string friendlyName) => Wait(WriteAsync(ToDocument(element, friendlyName).Document));

    /// <summary>A key as it stands among the documents.</summary>
    public static MovedDocument ToDocument(XElement element, string friendlyName)
    {
        var json = JsonSerializer.Serialize(element.ToString(SaveOptions.DisableFormatting));
        return new MovedDocument(Kind, new Document(friendlyName, "", Encoding.UTF8.GetBytes(json)));
    }

    private async Task<bool> WriteAsync(Document key)
    {
        await documents.WriteAsync(Kind, key);
        return true;
    }

    /// <summary>The interface knows no tasks. It is asked at the start and once a day, on whatever thread needs a key then; the store answers on others.</summary>
    private static T Wait<T>(Task<T> task) => Task.Run(() => task).GetAwaiter().GetResult();
}
