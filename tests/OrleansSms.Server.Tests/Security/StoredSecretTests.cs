using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansSms.Server.Tests.Security;

/// <summary>Whoever has a copy of the database has none of the secrets in it.</summary>
public sealed class StoredSecretTests
{
    // The carrier of the tests wants exactly this one.
    private const string Password = "secret";

    [Fact]
    public async Task No_secret_is_in_the_files_of_the_store_and_each_works_after_a_restart()
    {
        await using var north = await NodeSmsc.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        var api = new Api(gateway);
        (await api.PutAsync("/v1/carriers/north", Carrier(north.Port))).Expect(201);
        await north.WaitForAsync(PeerCounter.Binds, 1, TwoCarriers.Timeout);
        var account = (await api.PostAsync("/v1/accounts", new { name = "Shop" })).Expect(201);
        var endpoint = (await api.PostAsync("/v1/webhook_endpoints", new { url = "https://shop.example/hook" })).Expect(201);
        var key = (await api.PostAsync("/v1/keys", new { account = account.Id })).Expect(201);
        await gateway.TerminateAsync();

        var files = Directory.GetFiles(gateway.DataDirectory, "orleanssms.db*").Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))).ToList();
        Assert.NotEmpty(files);
        Assert.All(
            [Password, account.Json.Text("callback_secret")!, endpoint.Json.Text("secret")!, key.Json.Text("secret")!],
            secret => Assert.All(files, file => Assert.DoesNotContain($"\"{secret}\"", file, StringComparison.Ordinal)));

        await gateway.StartAgainAsync();
        await north.WaitForAsync(PeerCounter.Binds, 2, TwoCarriers.Timeout);
        Assert.True((await api.GetAsync("/v1/carriers/north")).Expect(200).Json.GetProperty("password_set").GetBoolean());
        (await new Api(gateway, key.Json.Text("secret")!).GetAsync("/v1/status")).Expect(200);
    }

    [Fact]
    public async Task What_an_earlier_version_kept_in_the_clear_is_sealed_at_the_start()
    {
        await using var north = await NodeSmsc.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        (await new Api(gateway).PutAsync("/v1/carriers/north", Carrier(north.Port))).Expect(201);
        await north.WaitForAsync(PeerCounter.Binds, 1, TwoCarriers.Timeout);
        await gateway.TerminateAsync();
        using (var store = new StoredSecrets(gateway))
        {
            var json = JsonNode.Parse(store.Read("carrier", "north"))!.AsObject();
            Assert.True(json.Remove("sealed"));
            json["password"] = Password;
            store.Write("carrier", "north", json.ToJsonString());
        }

        await gateway.StartAgainAsync();
        await north.WaitForAsync(PeerCounter.Binds, 2, TwoCarriers.Timeout);
        await gateway.TerminateAsync();

        using var after = new StoredSecrets(gateway);
        Assert.DoesNotContain(Password, after.Read("carrier", "north"), StringComparison.Ordinal);
        Assert.Contains("sealed", after.Read("carrier", "north"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_cannot_be_moved_to_another_document_and_a_lost_key_is_told_in_a_sentence()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var api = new Api(gateway);
        (await api.PutAsync("/v1/carriers/one", Carrier(9) with { Enabled = false })).Expect(201);
        (await api.PutAsync("/v1/carriers/two", Carrier(9) with { Enabled = false })).Expect(201);
        await gateway.TerminateAsync();
        using (var store = new StoredSecrets(gateway))
        {
            var (one, two) = (JsonNode.Parse(store.Read("carrier", "one"))!, JsonNode.Parse(store.Read("carrier", "two"))!);
            two["sealed"] = one["sealed"]!.DeepClone();
            store.Write("carrier", "two", two.ToJsonString());
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.StartAgainAsync());

        Assert.Contains("OrleansSms cannot start: The secrets of carrier two were sealed with a data protection key that is not there.", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(gateway.DataDirectory, "keys"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_certificate_the_keys_beside_the_store_open_nothing_by_themselves()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?> { ["OrleansSms__KeyCertificateFile"] = file });
        (await new Api(gateway).PutAsync("/v1/carriers/acme", Carrier(9) with { Enabled = false })).Expect(201);

        await gateway.RestartAsync();
        (await new Api(gateway).GetAsync("/v1/carriers/acme")).Expect(200);
        await gateway.TerminateAsync();

        var keys = Directory.GetFiles(Path.Combine(gateway.DataDirectory, "keys")).Select(File.ReadAllText).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => gateway.StartAgainAsync(new Dictionary<string, string?> { ["OrleansSms__KeyCertificateFile"] = null }));
        Assert.Contains("OrleansSms cannot start: The secrets of", refused.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static CarrierRequest Carrier(int port) => new(NodeSmsc.Host, port, "gateway", Password, true);

    private sealed record CarrierRequest(string Host, int Port, string SystemId, string Password, bool Enabled);
}
