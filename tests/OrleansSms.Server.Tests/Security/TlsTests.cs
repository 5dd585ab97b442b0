using System.Net.Security;
using OrleansSms.Simulator;

namespace OrleansSms.Server.Tests.Security;

/// <summary>Connections that nobody else can read, to carriers and from customers.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Name = "smsc.example";

    private readonly Certificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_carrier_is_trusted_by_the_authority_and_the_name_that_its_operator_gave_and_by_nothing_else()
    {
        await using var carrier = await CarrierAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificates.Issue(Name) });
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?> { ["OrleansSms__Sandbox"] = "false" });
        var api = new Api(gateway);

        (await api.PutAsync("/v1/carriers/acme", Carrier(carrier.Port, null, null, null))).Expect(201);
        Assert.Contains("No TLS with", await BindAsync(api, bind => bind.Text("last_error") is not null), StringComparison.Ordinal);
        (await api.PatchAsync("/v1/carriers/acme", new { tls_ca = _certificates.AuthorityPem, tls_server_name = "other.example" })).Expect(200);
        Assert.Contains("No TLS with", await BindAsync(api, bind => bind.Text("last_error") is not null), StringComparison.Ordinal);

        var shown = (await api.PatchAsync("/v1/carriers/acme", new { tls_server_name = Name })).Expect(200);

        await BindAsync(api, bind => bind.GetProperty("bound").GetBoolean());
        await api.MessageIsAsync(await api.SubmitAsync("+447700900123"), "delivered");
        Assert.Equal((_certificates.AuthorityPem, Name), (shown.Json.Text("tls_ca"), shown.Json.Text("tls_server_name")));
    }

    [Fact]
    public async Task A_carrier_that_wants_to_know_us_is_shown_a_certificate_whose_key_nobody_else_sees()
    {
        var seen = new TaskCompletionSource<string>();
        await using var carrier = await CarrierAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificates.Issue(Name),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && seen.TrySetResult(certificate.Subject),
        });
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?> { ["OrleansSms__Sandbox"] = "false" });
        var api = new Api(gateway);
        using var own = _certificates.Issue("gateway.example");
        var pem = Certificates.Pem(own);

        var made = (await api.PutAsync("/v1/carriers/acme", Carrier(carrier.Port, Name, _certificates.AuthorityPem, pem))).Expect(201);

        Assert.Equal("CN=gateway.example", await seen.Task.WaitAsync(TwoCarriers.Timeout));
        await BindAsync(api, bind => bind.GetProperty("bound").GetBoolean());
        Assert.True(made.Json.GetProperty("tls_certificate_set").GetBoolean());
        var key = pem.Split('\n').First(line => line.StartsWith("MIG", StringComparison.Ordinal));
        Assert.All([made.Text, (await api.GetAsync("/v1/audit")).Text, gateway.Output], text => Assert.DoesNotContain(key, text, StringComparison.Ordinal));
        (await api.PatchAsync("/v1/carriers/acme", new { tls_certificate = "no certificate" })).Expect(400);
        (await api.PatchAsync("/v1/carriers/acme", new { tls_ca = "none" })).Expect(400);
    }

    [Fact]
    public async Task Http_is_answered_over_tls_with_the_certificate_of_the_settings()
    {
        using var certificate = _certificates.Issue("localhost");
        var folder = Directory.CreateTempSubdirectory("orleanssms-tls-").FullName;
        var file = Path.Combine(folder, "gateway.pem");
        await File.WriteAllTextAsync(file, Certificates.Pem(certificate));
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "https://127.0.0.1:0",
            ["Kestrel__Certificates__Default__Path"] = file,
            ["Kestrel__Certificates__Default__KeyPath"] = file,
        });
        string? shown = null;
        using var http = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, offered, _, _) => (shown = offered?.Thumbprint) is not null,
        });

        var answer = await http.GetStringAsync(new Uri(gateway.Url, "/healthz"));

        Assert.Equal(("https", "ok\n", certificate.Thumbprint), (gateway.Url.Scheme, answer, shown));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<CarrierSimulator> CarrierAsync(SslServerAuthenticationOptions tls)
    {
        var carrier = new CarrierSimulator(new SimulatorOptions { Tls = tls }, TimeProvider.System);
        await carrier.StartAsync();
        return carrier;
    }

    private static object Carrier(int port, string? name, string? ca, string? certificate) =>
        new { host = "127.0.0.1", port, system_id = "gateway", password = "secret", tls = true, tls_server_name = name, tls_ca = ca, tls_certificate = certificate };

    private static async Task<string> BindAsync(Api api, Func<System.Text.Json.JsonElement, bool> willDo) =>
        (await Eventually.ReadAsync(async () => (await api.GetAsync("/v1/binds/acme/0")).Expect(200).Json, willDo)).GetRawText();
}
