namespace OrleansSms.Server.Tests.Security;

/// <summary>An account that has one of everything.</summary>
internal sealed class Tenant
{
    private static readonly string[] Lists = ["spring"];

    private readonly Dictionary<(string Collection, string Parameter), string> _ids = [];

    private Tenant(Api api, string account) => (Api, Account) = (api, account);

    public Api Api { get; }

    public string Account { get; }

    /// <summary>Numbers and ids that are the account's alone.</summary>
    public IEnumerable<string> Ids => _ids.Values;

    public static async Task<Tenant> MakeAsync(TwoCarriers setup, string sender)
    {
        var account = (await setup.Api.PostAsync("/v1/accounts", new { name = "Tenant", default_from = sender })).Expect(201).Id;
        var key = (await setup.Api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!;
        return new Tenant(new Api(setup.Gateway, key), account);
    }

    /// <summary>Makes one of everything that the API can hold. A new collection has its line here.</summary>
    public async Task FillAsync(TwoCarriers setup, string sender)
    {
        var number = setup.NewNumber();
        Has("messages", "id", await DeliveredAsync(number));
        Has("batches", "id", await DeliveredBatchAsync(setup.NewNumber()));
        Has("contacts", "id", await EngagedContactAsync(number));
        Has("contacts", "number", number);
        Has("segments", "id", (await Api.PostAsync("/v1/segments", new { name = "All", filter = "country = 'GB'" })).Expect(201).Id);
        Has("templates", "id", (await Api.PostAsync("/v1/templates", new { name = "Hello", body = "Hello" })).Expect(201).Id);
        Has("imports", "id", (await Api.PostAsync("/v1/imports", new { default_country = "GB" })).Expect(201).Id);
        Has("webhook_endpoints", "id", (await Api.PostAsync("/v1/webhook_endpoints", new { url = "http://127.0.0.1:9/hook", disabled = true })).Expect(201).Id);
        Has("consents", "id", (await Api.PostAsync("/v1/consents", new { number, purpose = "marketing", wording = "Text me" })).Expect(201).Id);
        Has("policies", "account", Account);
        Has("campaigns", "id", await TriedCampaignAsync());
        Has("erasures", "id", await FinishedErasureAsync(setup.NewNumber()));

        var suppressed = setup.NewNumber();
        (await Api.PostAsync("/v1/suppressions", new { number = suppressed, reason = "asked" })).Expect(201);
        Has("suppressions", "number", suppressed);

        var unclear = setup.NewNumber();
        await setup.North.SendMoAsync(new() { Source = TwoCarriers.Digits(unclear), Destination = sender, Text = "unsubscibe" });
        Has("possible_opt_outs", "number", unclear);
    }

    /// <summary>What the account has where a path wants an id; the first in its list where <see cref="FillAsync"/> has made none.</summary>
    public async Task<string> IdForAsync(ApiPath path)
    {
        if (_ids.TryGetValue((path.Collection, path.Parameter), out var id))
        {
            return id;
        }

        var list = await Api.GetAsync("/v1/" + path.Collection);
        return list.Status == 200 && list.Data.Count > 0 && list.Data[0].Text(path.Parameter) is { } found
            ? found
            : throw new InvalidOperationException($"{path} has no id to try: make one of {path.Collection} in {nameof(Tenant)}.{nameof(FillAsync)}.");
    }

    private async Task<string> DeliveredAsync(string to)
    {
        var id = await Api.SubmitAsync(to);
        await Api.MessageIsAsync(id, "delivered");
        return id;
    }

    /// <summary>How its message has fared is added to a contact a moment later.</summary>
    private async Task<string> EngagedContactAsync(string number)
    {
        var id = (await Api.PostAsync("/v1/contacts", new { number, lists = Lists })).Expect(201).Id;
        await Eventually.ReadAsync(
            () => Api.GetAsync($"/v1/contacts/{id}"),
            contact => contact.Json.TryGetProperty("engagement", out var engagement) && engagement.Text("last_delivered_at") is not null,
            contact => contact.Text);
        return id;
    }

    private async Task<string> TriedCampaignAsync()
    {
        var id = (await Api.PostAsync("/v1/campaigns", new { name = "Spring", audience = new { lists = Lists }, variants = new[] { new { body = "Hello" } } })).Expect(201).Id;
        (await Api.PostAsync($"/v1/campaigns/{id}/dry_run")).Expect(200);
        return id;
    }

    private async Task<string> FinishedErasureAsync(string number)
    {
        var id = (await Api.PostAsync("/v1/erasures", new { number })).Expect(202).Id;
        await Eventually.ReadAsync(() => Api.GetAsync($"/v1/erasures/{id}"), erasure => erasure.Json.Status() == "finished", erasure => erasure.Text);
        return id;
    }

    private async Task<string> DeliveredBatchAsync(string to)
    {
        var id = await Api.SubmitBatchAsync([to]);
        await Api.BatchIsAsync(id, 1, "delivered");
        return id;
    }

    private void Has(string collection, string parameter, string id) => _ids.Add((collection, parameter), id);
}
