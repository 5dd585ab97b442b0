using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansSms.TestKit;
using static OrleansSms.Server.Tests.Deployment.DeployFiles;

namespace OrleansSms.Server.Tests.Deployment;

/// <summary>The image and the containers of compose.</summary>
public sealed partial class DockerTests
{
    private static readonly string[] Lines = [.. Continued().Replace(Read("deploy/docker/Dockerfile"), " ").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>User and group of the image.</summary>
    internal static string User => Lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal))["USER ".Length..];

    [Fact]
    public void The_image_that_runs_has_no_shell_and_no_root_and_its_parts_have_versions()
    {
        var images = Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ToList();

        Assert.Contains("-chiseled", images[^1], StringComparison.Ordinal);
        Assert.All(images, image => Assert.Matches(@":\d+\.\d+", image));
        Assert.Matches(@"^[1-9]\d+:[1-9]\d+$", User);
        Assert.True(Array.FindIndex(Lines, line => line.StartsWith("USER ", StringComparison.Ordinal)) > Array.IndexOf(Lines, images[^1]));
        Assert.DoesNotContain(Lines[Array.IndexOf(Lines, images[^1])..], line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Contains($"--chown={User} /data", Read("deploy/docker/Dockerfile"), StringComparison.Ordinal);
        Assert.Equal("ENTRYPOINT [\"dotnet\", \"OrleansSms.Server.dll\"]", Lines[^1]);
    }

    [Fact]
    public void What_the_build_copies_is_in_the_repository_and_let_through_by_the_ignore_file()
    {
        var let = Read("deploy/docker/Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]).Select(path => path.TrimEnd('/')).ToList();

        Assert.Equal(let.Order(), copied.Order());
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(RepositoryRoot.Path, path)), $"{path} is not there."));
    }

    [Fact]
    public void The_port_that_is_exposed_is_the_one_it_listens_on_and_its_settings_are_known()
    {
        var settings = Setting().Matches(Lines.Single(line => line.StartsWith("ENV ", StringComparison.Ordinal)))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Contains($"EXPOSE {new Uri(settings["ASPNETCORE_URLS"].Replace("+", "any", StringComparison.Ordinal)).Port}", Lines);
        Assert.Contains($"VOLUME {settings["OrleansSms__DataDirectory"]}", Lines);
        Assert.All(settings.Keys, SettingNames.AssertKnown);
    }

    [Fact]
    public void Containers_of_compose_run_as_the_images_user_without_rights_on_loopback_and_with_known_settings()
    {
        var services = Yaml("deploy/compose.yaml")[0]["services"]!.AsObject();
        var silos = services.Where(service => service.Key != "storage").Select(service => service.Value!).ToList();

        Assert.Equal(3, silos.Count);
        Assert.All(silos, silo =>
        {
            Assert.Equal((User, "true", "ALL"), (Text(silo["user"]), Text(silo["read_only"]), Text(silo["cap_drop"]![0])));
            Assert.StartsWith("127.0.0.1:", Text(silo["ports"]![0]), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(RepositoryRoot.Path, "deploy", Text(silo["build"]!["context"]), Text(silo["build"]!["dockerfile"]))));
            Assert.All(Names(silo["environment"]), SettingNames.AssertKnown);
        });
        var azurite = JsonDocument.Parse(Read("tests/peers/azurite/package.json")).RootElement.GetProperty("dependencies").GetProperty("azurite").GetString();
        Assert.EndsWith(":" + azurite, Text(services["storage"]!["image"]), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"(\w+)=(\S+)")]
    private static partial Regex Setting();
}
