using System.Text;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Storage.Contract.Documents;

/// <summary>Configuration.</summary>
public abstract class DocumentStoreContract : StoreContract
{
    private IDocumentStore Documents => Stores.Documents;

    [Fact]
    public async Task A_document_reads_as_it_was_last_written()
    {
        await Documents.WriteAsync("carrier", Json("a", "", """{"v":1}"""));
        await Documents.WriteAsync("carrier", Json("a", "acc_one", """{"v":"ü"}"""));

        var read = await Documents.ReadAsync("carrier", "a");

        Assert.Equal(("a", "acc_one", """{"v":"ü"}"""), (read!.Id, read.Owner, Encoding.UTF8.GetString(read.Json.Span)));
        Assert.Null(await Documents.ReadAsync("carrier", "b"));
        Assert.Null(await Documents.ReadAsync("route", "a"));
    }

    [Fact]
    public async Task Adding_leaves_what_is_there()
    {
        Assert.True(await Documents.AddAsync("carrier", Json("a", "", "1")));
        Assert.False(await Documents.AddAsync("carrier", Json("a", "", "2")));
        Assert.True(await Documents.AddAsync("route", Json("a", "", "3")));

        Assert.Equal("1", Encoding.UTF8.GetString((await Documents.ReadAsync("carrier", "a"))!.Json.Span));
    }

    [Fact]
    public async Task Deleting_says_whether_there_was_something()
    {
        await Documents.WriteAsync("carrier", Json("a", "", "1"));

        Assert.True(await Documents.DeleteAsync("carrier", "a"));
        Assert.False(await Documents.DeleteAsync("carrier", "a"));
        Assert.Null(await Documents.ReadAsync("carrier", "a"));
    }

    [Fact]
    public async Task Lists_are_in_the_order_of_ids_and_can_be_read_in_pages_by_owner()
    {
        foreach (var id in new[] { "c", "a", "d", "b" })
        {
            await Documents.WriteAsync("key", Json(id, id == "d" ? "acc_two" : "acc_one", "1"));
        }

        Assert.Equal(["a", "b", "c", "d"], Ids(await Documents.ListAsync("key", null, null, 10)));
        Assert.Equal(["b", "c"], Ids(await Documents.ListAsync("key", "acc_one", "a", 2)));
        Assert.Equal(["d"], Ids(await Documents.ListAsync("key", "acc_two", null, 10)));
        Assert.Empty(await Documents.ListAsync("other", null, null, 10));
    }

    [Fact]
    public async Task A_large_document_fits()
    {
        var json = new byte[1 << 20];
        Array.Fill(json, (byte)'1');
        await Documents.WriteAsync("carrier", new Document("big", "", json));

        Assert.Equal(json.Length, (await Documents.ReadAsync("carrier", "big"))!.Json.Length);
    }

    private static IEnumerable<string> Ids(IEnumerable<Document> documents) => documents.Select(document => document.Id);

    private static Document Json(string id, string owner, string json) => new(id, owner, Encoding.UTF8.GetBytes(json));
}
