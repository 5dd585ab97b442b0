using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OrleansSms.Server.Tests.Operation;

/// <summary>What an operator sees at the start.</summary>
public sealed partial class StartTests
{
    private const int NotListening = 0;

    public static TheoryData<string, string, string> WrongSettings => new()
    {
        { "OrleansSms__Carriers__north__Hots", "smsc.example", "OrleansSms:Carriers:north:Hots" },
        { "OrleansSms__Limits__MessagesKept", "7.00:00:00", "OrleansSms:Limits:MessagesKept" },
        { "OrleansSms__Colour", "red", "OrleansSms:Colour" },
        { "OrleansSms__Carriers__north__Port", "70000", "OrleansSms:Carriers:north:Port" },
        { "OrleansSms__Carriers__north__WindowSize", "many", "OrleansSms:Carriers:north:WindowSize" },
        { "OrleansSms__AdminKey", "short", "OrleansSms:AdminKey" },
        { "OrleansSms__Storage", "Floppy", "OrleansSms:Storage" },
        { "OrleansSms__Storage", "AzureStorage", "ConnectionStrings:AzureStorage" },
        { "ASPNETCORE_URLS", "http://127.0.0.1:99999", "ASPNETCORE_URLS is '99999'" },
        { "ASPNETCORE_URLS", "127.0.0.1", "ASPNETCORE_URLS is '127.0.0.1'" },
    };

    [Fact]
    public async Task Diagnostic_tools_reach_it()
    {
        await using var gateway = await GatewayProcess.StartAsync();

        var path = Assert.Single(Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{gateway.ProcessId}-*-socket"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));

        Assert.True(socket.Connected);
    }

    [Fact]
    public async Task Without_settings_it_prints_a_key_and_a_curl_that_sends_a_first_message()
    {
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?> { [GatewayProcess.AdminKeySetting] = null });
        var key = Key().Match(gateway.Output).Groups[1].Value;
        Assert.NotEmpty(key);
        var curl = Curl().Match(gateway.Output).Value;

        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", curl]) { RedirectStandardOutput = true })!;
        var answer = new Answer(202, new HttpResponseMessage().Headers, await shell.StandardOutput.ReadToEndAsync());

        await new Api(gateway, key).MessageIsAsync(answer.Id, "delivered");
        await gateway.RestartAsync();
        Assert.Single(Key().Matches(gateway.Output));
        Assert.DoesNotContain("could not bind", gateway.Output, StringComparison.Ordinal);
        Assert.Equal("delivered", (await new Api(gateway, key).MessageAsync(answer.Id)).Status());
    }

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string name, string value, string named)
    {
        var settings = GatewayProcess.Carrier("north", 2775);
        settings[name] = value;

        var (exitCode, output) = await GatewayProcess.FailToStartAsync(settings);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("OrleansSms cannot start: ", output, StringComparison.Ordinal);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_or_a_data_directory_that_another_process_has_is_named()
    {
        await using var first = await GatewayProcess.StartAsync();

        var samePort = await GatewayProcess.FailToStartAsync(new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = first.Url.ToString() });
        var sameData = await GatewayProcess.FailToStartAsync(new Dictionary<string, string?> { ["OrleansSms__DataDirectory"] = first.DataDirectory });

        Assert.Equal((2, 2), (samePort.ExitCode, sameData.ExitCode));
        Assert.Contains("OrleansSms cannot start: HTTP cannot listen where ASPNETCORE_URLS says.", samePort.Output, StringComparison.Ordinal);
        Assert.Contains("OrleansSms:DataDirectory", sameData.Output, StringComparison.Ordinal);
        Assert.Contains(first.DataDirectory, sameData.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_starts_nobody_is_told_that_a_key_is_wrong()
    {
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort()}" });
        await gateway.TerminateAsync();
        var starting = gateway.StartAgainAsync();

        var answers = new HashSet<int>();
        do
        {
            answers.Add(await StatusAsync(gateway, "/v1/status"));
            answers.Add(await StatusAsync(gateway, "/healthz"));
        }
        while (!starting.IsCompleted);

        await starting;
        Assert.Subset(new HashSet<int> { NotListening, 200 }, answers);
    }

    private static async Task<int> StatusAsync(GatewayProcess gateway, string path)
    {
        try
        {
            return (await new Api(gateway).GetAsync(path)).Status;
        }
        catch (HttpRequestException)
        {
            return NotListening;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("shown this once:  (sk_[A-Za-z0-9_-]+)")]
    private static partial Regex Key();

    [GeneratedRegex(@"curl -s .*\\\r?\n.*")]
    private static partial Regex Curl();
}
