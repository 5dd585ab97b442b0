using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>A cluster has every path that one process has.</summary>
[Collection(SharedSilos.Name)]
public sealed partial class EveryPathTests(ThreeSilos cluster)
{
    private static readonly string[] Streams = ["/v1/events/stream"];

    [Fact]
    public async Task Every_path_of_the_document_is_answered_by_each_silo_and_none_breaks()
    {
        var paths = (await cluster.Api(0).GetAsync("/openapi/v1.json")).Expect(200).Json.GetProperty("paths").EnumerateObject()
            .Where(static path => !Streams.Contains(path.Name)).ToList();
        Assert.True(paths.Count > 40, $"The document has {paths.Count} paths only.");

        var broken = new List<string>();
        foreach (var (path, silo) in paths.Select(static (path, i) => (path, i % 3)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var answer = await AskAsync(cluster.Api(silo), operation.Name, Filled(path));
                if (answer is { Status: >= 500 })
                {
                    broken.Add($"{operation.Name} {path.Name} at silo {silo}: {answer.Status} {answer.Text}");
                }
            }
        }

        Assert.Empty(broken);
    }

    /// <summary>The path with an id of the right form in each place: of nothing that there is.</summary>
    private static string Filled(JsonProperty path) => Place().Replace(path.Name, place => path.Name.Split('/')[2] switch
    {
        "contacts" => "cnt_01J00000000000000000000000",
        "imports" => "imp_01J00000000000000000000000",
        "messages" => "msg_01J00000000000000000000000",
        "batches" => "bat_01J00000000000000000000000",
        _ => "nothing",
    });

    private static Task<Answer> AskAsync(Api api, string method, string path) => method switch
    {
        "get" => api.GetAsync(path),
        "post" => api.PostAsync(path, new { }),
        "put" => api.PutAsync(path, new { }),
        "patch" => api.PatchAsync(path, new { }),
        _ => api.DeleteAsync(path),
    };

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
