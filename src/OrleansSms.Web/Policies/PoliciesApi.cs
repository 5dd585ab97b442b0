using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Policies;

/// <summary>/v1/policies: what an account's messages must obey. An account has its own; the operator has all.</summary>
internal static class PoliciesApi
{
    private const string Tag = "Policies";


    public static void MapPolicies(this ApiRoutes api)
    {
        api.Get("/v1/policies", Scope.Contacts, ListAsync).Gives<Listing<PolicyView>>().Pages()
            .Says("listPolicies", Tag, "List policies", "An account sees its own, the operator all.");
        api.Get("/v1/policies/{account}", Scope.Contacts, GetAsync).Gives<PolicyView>().Says("getPolicy", Tag, "Get an account's policy");
        api.Patch("/v1/policies/{account}", Scope.Contacts, PatchAsync).Takes<PolicyRequest>().Gives<PolicyView>()
            .Says("updatePolicy", Tag, "Change an account's policy; what is absent stays, what is null is as at the beginning",
                "What waits in carriers' lanes is decided again. Some fields are the operator's to change.");
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => ReadAsync(call, after, limit), PolicyView.Of, static policy => policy.Account, WebJson.Shared.ListingPolicyView);

    /// <summary>Those of all accounts for the operator; for an account its own.</summary>
    private static async Task<IReadOnlyList<PolicyConfig>> ReadAsync(ApiCall call, string? after, int limit)
    {
        IReadOnlyList<string> accounts = IsOperator(call)
            ? [.. (await call.Grains.GetGrain<IDirectoryGrain>(0).ListAccountsAsync(after, limit, call.Aborted)).Select(static account => account.Id)]
            : [call.Account];
        return await Task.WhenAll(accounts.Select(account => ReadAsync(call, account)));
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } policy)
        {
            await call.JsonAsync(StatusCodes.Status200OK, PolicyView.Of(policy), WebJson.Shared.PolicyView);
        }
    }

    private static async Task PatchAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } current)
        {
            return;
        }

        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var policy = PolicyFields.Read(new FieldReader(body.Root, PolicyFields.Names, errors), current, IsOperator(call));
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        await call.AuditAsync("policies/" + current.Account, current, policy);
        var changed = await call.Grains.GetGrain<IAccountGrain>(current.Account).SetPolicyAsync(policy);
        await call.JsonAsync(StatusCodes.Status200OK, PolicyView.Of(changed), WebJson.Shared.PolicyView);
    }

    private static async Task<PolicyConfig?> FindAsync(ApiCall call)
    {
        var account = call.Path("account");
        if (ConfiguredName.IsValid(account) && (account == call.Account || IsOperator(call)) && await call.Grains.GetGrain<IAccountGrain>(account).GetAsync() is not null)
        {
            return await ReadAsync(call, account);
        }

        await call.ProblemAsync(ProblemKind.NotFound, "There is no account of this id that your key may see.");
        return null;
    }

    private static async Task<PolicyConfig> ReadAsync(ApiCall call, string account) =>
        await call.Grains.GetGrain<IAccountGrain>(account).GetPolicyAsync() ?? new PolicyConfig { Account = account };

    private static bool IsOperator(ApiCall call) => call.Principal.Scopes.Contains(Scope.Admin);
}
