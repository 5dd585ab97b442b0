using System.Text.Json.Nodes;
using OrleansSms.TestKit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansSms.Server.Tests.Deployment;

/// <summary>What an operator deploys with, read as the tools read it.</summary>
internal static class DeployFiles
{
    public static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path));

    /// <summary>The documents of a YAML file, anchors and merges resolved; every scalar as text.</summary>
    public static IReadOnlyList<JsonNode> Yaml(string path)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(Read(path)))));
        return [.. stream.Documents.Select(document => Convert(document.RootNode)!)];
    }

    /// <summary>All manifests of Kubernetes, with the file that each is in.</summary>
    public static IReadOnlyList<(string File, JsonNode Manifest)> Manifests() =>
        [.. ManifestFiles().SelectMany(file => Yaml("deploy/kubernetes/" + file).Select(manifest => (file, manifest)))];

    /// <summary>The files that the kustomization names; the secret stands in the repository as an example of itself.</summary>
    public static IReadOnlyList<string> ManifestFiles() =>
        [.. Yaml("deploy/kubernetes/kustomization.yaml")[0]["resources"]!.AsArray().Select(file => Text(file) == "secret.yaml" ? "secret.example.yaml" : Text(file))];

    public static JsonNode Manifest(string kind, string name = "orleanssms") =>
        Manifests().Select(one => one.Manifest).Single(one => Text(one["kind"]) == kind && Text(one["metadata"]!["name"]) == name);

    public static string Text(JsonNode? node) => node?.GetValue<string>() ?? throw new InvalidOperationException("There is nothing here.");

    public static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(member => member.Key);

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Convert)]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start} is nothing that a manifest has."),
    };
}
