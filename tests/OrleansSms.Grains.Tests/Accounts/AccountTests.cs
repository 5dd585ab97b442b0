using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Accounts;

/// <summary>An account as the settings of several silos declare it.</summary>
[Collection(SharedGateway.Name)]
public sealed class AccountTests(Gateway gateway)
{
    [Fact]
    public async Task An_account_that_two_silos_make_at_once_keeps_the_secret_of_the_first_and_what_the_last_declares()
    {
        var id = gateway.NewScene().Account;
        var grain = gateway.Grains.GetGrain<IAccountGrain>(id);

        await grain.ConfigureAsync(new AccountConfig { Id = id, CreatedAt = 1, CallbackSecret = "whsec_first", DefaultFrom = "One" });
        await grain.ConfigureAsync(new AccountConfig { Id = id, CreatedAt = 2, CallbackSecret = "whsec_second", DefaultFrom = "Two" });

        var account = await grain.GetAsync();
        Assert.Equal(("whsec_first", "Two", 1), (account!.CallbackSecret, account.DefaultFrom, account.CreatedAt));
        await grain.ConfigureAsync(account with { CallbackSecret = "whsec_rotated" });
        Assert.Equal("whsec_rotated", (await grain.GetAsync())!.CallbackSecret);
    }
}
