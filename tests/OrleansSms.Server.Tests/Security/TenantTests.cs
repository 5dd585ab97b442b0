namespace OrleansSms.Server.Tests.Security;

/// <summary>No account sees or touches what another has, whatever path it takes: the paths are those of the OpenAPI document, so a new one is tried too.</summary>
public sealed class TenantTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private const string Sender = "60990";

    [Fact]
    public async Task What_one_account_has_is_not_there_for_another_at_any_path()
    {
        var (other, owner) = (await Tenant.MakeAsync(setup, "60991"), await Tenant.MakeAsync(setup, Sender));
        await owner.FillAsync(setup, Sender);
        var paths = (await ApiPath.ReadAllAsync(setup.Api)).Where(path => path.HasId && !path.IsAdmin).ToList();
        var before = await ReadAllAsync(owner, paths);

        var wrong = new List<string>();
        foreach (var path in paths)
        {
            var answer = await SendAsync(other.Api, path, await owner.IdForAsync(path));
            if (answer.Status != 404 && !IsEmpty(answer))
            {
                wrong.Add($"{path}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(paths.Count, 30, int.MaxValue);
        Assert.Equal(before, await ReadAllAsync(owner, paths));
    }

    [Fact]
    public async Task No_list_of_one_account_holds_anything_of_another()
    {
        var (other, owner) = (await Tenant.MakeAsync(setup, "60993"), await Tenant.MakeAsync(setup, "60992"));
        await owner.FillAsync(setup, "60992");
        var lists = (await ApiPath.ReadAllAsync(setup.Api)).Where(path => path.Method == HttpMethod.Get && !path.HasId && !path.IsAdmin && !path.IsStream).ToList();

        foreach (var list in lists)
        {
            var seen = (await other.Api.GetAsync(list.Pattern)).Text;
            Assert.All(owner.Ids.Append(owner.Account), id => Assert.False(seen.Contains(id, StringComparison.Ordinal), $"{list} shows {id}: {seen}"));
        }

        Assert.InRange(lists.Count, 10, int.MaxValue);
    }

    [Fact]
    public async Task Another_accounts_template_and_contact_cannot_be_named_in_a_request()
    {
        var (other, owner) = (await Tenant.MakeAsync(setup, "60995"), await Tenant.MakeAsync(setup, "60994"));
        var template = (await owner.Api.PostAsync("/v1/templates", new { name = "Hello", body = "Confidential" })).Expect(201).Id;
        var contact = (await owner.Api.PostAsync("/v1/contacts", new { number = setup.NewNumber(), fields = new { first_name = "Confidential" } })).Expect(201).Id;
        var own = (await other.Api.PostAsync("/v1/templates", new { name = "Hello", body = "Hi {{ first_name }}" })).Expect(201).Id;

        var message = await other.Api.PostAsync("/v1/messages", new { to = setup.NewNumber(), template_id = template });
        var batch = await other.Api.PostAsync("/v1/batches", new { template_id = template, recipients = new[] { new { to = setup.NewNumber() } } });
        var preview = await other.Api.PostAsync($"/v1/templates/{own}/preview", new { contact_id = contact });

        Assert.All([message, batch], answer => Assert.InRange(answer.Status, 400, 404));
        Assert.All([message, batch, preview], answer => Assert.DoesNotContain("Confidential", answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_accounts_key_is_refused_at_every_path_of_the_operator()
    {
        var tenant = await Tenant.MakeAsync(setup, "60996");
        var paths = (await ApiPath.ReadAllAsync(setup.Api)).Where(path => path.IsAdmin).ToList();

        foreach (var path in paths)
        {
            Assert.Equal("missing_scope", (await SendAsync(tenant.Api, path, "north")).Expect(403).Json.Text("code"));
        }

        Assert.InRange(paths.Count, 15, int.MaxValue);
    }

    [Fact]
    public async Task Without_a_key_every_path_of_the_API_answers_that_one_is_missing()
    {
        var nobody = new Api(setup.Gateway, "nobody-knows-this");
        foreach (var path in await ApiPath.ReadAllAsync(nobody))
        {
            (await SendAsync(nobody, path, "north")).Expect(401);
        }
    }

    private static Task<Answer> SendAsync(Api api, ApiPath path, string id)
    {
        var at = path.With(id).Replace("{index}", "0", StringComparison.Ordinal);
        return path.Method.Method switch
        {
            "GET" => api.GetAsync(at),
            "DELETE" => api.DeleteAsync(at),
            "PATCH" => api.PatchAsync(at, new { }),
            "PUT" => api.PutAsync(at, new { }),
            _ => api.PostAsync(at, new { }),
        };
    }

    /// <summary>A number is nobody's: asked about it, an account is told that it has had nothing to do with it.</summary>
    private static bool IsEmpty(Answer answer) => answer.Status == 200 && answer.Json.TryGetProperty("data", out var data) && data.GetArrayLength() == 0;

    /// <summary>What the owner reads at every path, so that it is known both that the ids are right and that nothing was changed.</summary>
    private static async Task<IReadOnlyList<string>> ReadAllAsync(Tenant owner, IEnumerable<ApiPath> paths)
    {
        var read = new List<string>();
        foreach (var path in paths.Where(path => path.Method == HttpMethod.Get && !path.Pattern.EndsWith("/rejects", StringComparison.Ordinal)))
        {
            var answer = (await owner.Api.GetAsync(path.With(await owner.IdForAsync(path)))).Expect(200);
            read.Add($"{path}: {answer.Text}");
        }

        return read;
    }
}
