using System.Globalization;
using System.Text.Json.Nodes;
using OrleansSms.TestKit;
using static OrleansSms.Server.Tests.Deployment.DeployFiles;

namespace OrleansSms.Server.Tests.Deployment;

/// <summary>The manifests, as far as they can be checked without a cluster: that they fit each other, the image and the gateway.</summary>
public sealed class KubernetesTests
{
    private const int DrainSeconds = 30;

    private static readonly JsonNode Deployment = Manifest("Deployment");
    private static readonly JsonNode Pod = Deployment["spec"]!["template"]!;
    private static readonly JsonNode Container = Pod["spec"]!["containers"]!.AsArray().Single()!;
    private static readonly JsonNode Settings = Manifest("ConfigMap")["data"]!;

    [Fact]
    public void Every_manifest_says_what_it_is_and_every_file_is_applied_or_known_to_be_none()
    {
        Assert.All(Manifests(), one =>
        {
            Assert.NotEmpty(Text(one.Manifest["apiVersion"]));
            Assert.StartsWith("orleanssms", Text(one.Manifest["metadata"]!["name"]), StringComparison.Ordinal);
        });
        var files = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "deploy", "kubernetes"), "*.yaml").Select(file => Path.GetFileName(file)).Where(file => file != "secret.yaml");
        Assert.Equal(files.Order(), ManifestFiles().Concat(["kustomization.yaml", "adapter-rules.yaml"]).Order());
    }

    [Fact]
    public async Task Every_manifest_is_as_the_schemas_of_Kubernetes_want_it()
    {
        var found = await KubernetesSchemas.CheckAsync(string.Join("\n---\n", ManifestFiles().Select(file => Read("deploy/kubernetes/" + file))));

        Assert.Equal(Manifests().Count, found.Count);
        Assert.DoesNotContain(found, one => one.Error is not null);
        var wrong = Read("deploy/kubernetes/deployment.yaml").Replace("replicas: 3", "replicas: three", StringComparison.Ordinal);
        Assert.Contains("replicas", Assert.Single(await KubernetesSchemas.CheckAsync(wrong)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_selects_pods_selects_these()
    {
        var labels = Pod["metadata"]!["labels"]!.AsObject();
        JsonNode[] selectors =
        [
            Deployment["spec"]!["selector"]!["matchLabels"]!,
            Pod["spec"]!["topologySpreadConstraints"]![0]!["labelSelector"]!["matchLabels"]!,
            Manifest("Service")["spec"]!["selector"]!,
            Manifest("Service", "orleanssms-admin")["spec"]!["selector"]!,
            Manifest("PodDisruptionBudget")["spec"]!["selector"]!["matchLabels"]!,
            Manifest("NetworkPolicy")["spec"]!["podSelector"]!["matchLabels"]!,
        ];

        Assert.All(selectors, selector => Assert.All(selector.AsObject(), wanted => Assert.Equal(Text(wanted.Value), Text(labels[wanted.Key]))));
        Assert.Equal(Text(Manifest("ServiceAccount")["metadata"]!["name"]), Text(Pod["spec"]!["serviceAccountName"]));
        Assert.Equal(Text(Manifest("Role")["metadata"]!["name"]), Text(Manifest("RoleBinding")["roleRef"]!["name"]));
    }

    [Fact]
    public void Ports_are_those_that_the_settings_say_and_whatever_names_one_names_one_of_them()
    {
        var ports = Container["ports"]!.AsArray().ToDictionary(port => Text(port!["name"]), port => Text(port!["containerPort"]));

        Assert.EndsWith(":" + ports["http"], Text(Settings["ASPNETCORE_URLS"]), StringComparison.Ordinal);
        Assert.EndsWith(":" + ports["admin"], Text(Settings["OrleansSms__AdminUrls"]), StringComparison.Ordinal);
        Assert.Equal(ports["silo"], Text(Settings["Orleans__Endpoints__SiloPort"]));
        Assert.Equal(ports["gateway"], Text(Settings["Orleans__Endpoints__GatewayPort"]));
        Assert.Equal(ports["admin"], Text(Pod["metadata"]!["annotations"]!["prometheus.io/port"]));
        Assert.Equal(["http"], Manifest("Service")["spec"]!["ports"]!.AsArray().Select(port => Text(port!["targetPort"])));
        Assert.Equal(["admin"], Manifest("Service", "orleanssms-admin")["spec"]!["ports"]!.AsArray().Select(port => Text(port!["targetPort"])));
        var allowed = Manifest("NetworkPolicy")["spec"]!["ingress"]!.AsArray().SelectMany(rule => rule!["ports"]!.AsArray()).Select(port => Text(port!["port"]));
        Assert.Equal(ports.Keys.Order(), allowed.Order());
    }

    [Fact]
    public void Probes_ask_what_answers_without_a_key_at_the_port_for_everybody()
    {
        foreach (var (probe, path) in new Dictionary<string, string> { ["startupProbe"] = "/healthz", ["livenessProbe"] = "/healthz", ["readinessProbe"] = "/readyz" })
        {
            Assert.Equal((path, "http"), (Text(Container[probe]!["httpGet"]!["path"]), Text(Container[probe]!["httpGet"]!["port"])));
            Assert.Contains($"| `{path}` | none |", Read("docs/operations.md"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_runs_as_root_or_writes_where_it_need_not()
    {
        var (pod, container) = (Pod["spec"]!["securityContext"]!, Container["securityContext"]!);

        Assert.Equal(("true", DockerTests.User), (Text(pod["runAsNonRoot"]), $"{Text(pod["runAsUser"])}:{Text(pod["runAsGroup"])}"));
        Assert.Equal("RuntimeDefault", Text(pod["seccompProfile"]!["type"]));
        Assert.Equal(("false", "true", "ALL"), (Text(container["allowPrivilegeEscalation"]), Text(container["readOnlyRootFilesystem"]), Text(container["capabilities"]!["drop"]![0])));
        Assert.Equal("restricted", Text(Manifest("Namespace")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]));
        Assert.NotNull(Container["resources"]!["limits"]!["memory"]);
        Assert.All(["cpu", "memory"], resource => Assert.NotNull(Container["resources"]!["requests"]![resource]));
    }

    [Fact]
    public void Settings_are_documented_and_secrets_are_in_the_secret_alone_where_the_example_has_none()
    {
        var secret = Manifest("Secret")["stringData"]!;

        Assert.All(Names(Settings).Concat(Names(secret)), SettingNames.AssertKnown);
        Assert.DoesNotContain(Names(Settings), name => name.Contains("Key", StringComparison.Ordinal) || name.Contains("Password", StringComparison.Ordinal) || name.Contains("Connection", StringComparison.Ordinal));
        Assert.All(secret.AsObject(), one => Assert.Equal("", Text(one.Value)));
        Assert.Contains("deploy/kubernetes/secret.yaml", Read(".gitignore"), StringComparison.Ordinal);
        Assert.Equal(
            ["configMapRef/orleanssms", "secretRef/orleanssms"],
            Container["envFrom"]!.AsArray().Select(from => $"{from!.AsObject().Single().Key}/{Text(from.AsObject().Single().Value!["name"])}"));
    }

    [Fact]
    public void A_silo_is_told_of_its_pod_what_Orleans_asks_for()
    {
        var fields = Container["env"]!.AsArray().ToDictionary(one => Text(one!["name"]), one => Text(one!["valueFrom"]!["fieldRef"]!["fieldPath"]));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["POD_NAME"] = "metadata.name",
                ["POD_NAMESPACE"] = "metadata.namespace",
                ["POD_IP"] = "status.podIP",
                ["ORLEANS_SERVICE_ID"] = "metadata.labels['orleans/serviceId']",
                ["ORLEANS_CLUSTER_ID"] = "metadata.labels['orleans/clusterId']",
            },
            fields);
        Assert.All(["orleans/serviceId", "orleans/clusterId"], label => Assert.Equal("orleanssms", Text(Pod["metadata"]!["labels"]![label])));
        Assert.Equal("true", Text(Settings["OrleansSms__Kubernetes"]));
        Assert.Equal(["get", "list", "watch", "patch", "delete"], Manifest("Role")["rules"]![0]!["verbs"]!.AsArray().Select(Text));
    }

    [Fact]
    public void A_silo_has_the_time_to_drain_and_the_cluster_never_loses_more_than_one()
    {
        var rolling = Deployment["spec"]!["strategy"]!["rollingUpdate"]!;
        var scaler = Manifest("HorizontalPodAutoscaler")["spec"]!;

        Assert.True(Number(Pod["spec"]!["terminationGracePeriodSeconds"]) >= Number(Container["lifecycle"]!["preStop"]!["sleep"]!["seconds"]) + DrainSeconds);
        Assert.Equal(("1", "0", "1"), (Text(rolling["maxSurge"]), Text(rolling["maxUnavailable"]), Text(Manifest("PodDisruptionBudget")["spec"]!["maxUnavailable"])));
        Assert.Equal(("Deployment", "orleanssms"), (Text(scaler["scaleTargetRef"]!["kind"]), Text(scaler["scaleTargetRef"]!["name"])));
        Assert.InRange(Number(scaler["minReplicas"]), 2, Number(Deployment["spec"]!["replicas"]));
    }

    [Fact]
    public void The_autoscaler_asks_for_what_the_adapter_makes()
    {
        var asked = Text(Manifest("HorizontalPodAutoscaler")["spec"]!["metrics"]![0]!["pods"]!["metric"]!["name"]);

        Assert.Equal(asked, Text(Yaml("deploy/kubernetes/adapter-rules.yaml")[0]["rules"]!["custom"]![0]!["name"]!["as"]));
    }

    private static int Number(JsonNode? node) => int.Parse(Text(node), CultureInfo.InvariantCulture);
}
