using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Domain.Tests.Accounts;

/// <summary>One secret takes the place of another without a moment in which none is right.</summary>
public sealed class RotationTests
{
    private const long Now = 1_000_000_000;

    private static readonly long Grace = UnixMicros.From(WebhookEndpointConfig.OldSecretGrace);

    [Fact]
    public void The_secret_before_signs_callbacks_beside_the_new_one_for_a_while()
    {
        var account = new AccountConfig { Id = "acme", CallbackSecret = "one" };

        var rotated = account.RotateCallbackSecret("two", Now);

        Assert.Equal(["one"], account.CallbackSecrets(Now));
        Assert.Equal(["two", "one"], rotated.CallbackSecrets(Now + Grace - 1));
        Assert.Equal(["two"], rotated.CallbackSecrets(Now + Grace));
        Assert.Equal(["three", "two"], rotated.RotateCallbackSecret("three", Now + 1).CallbackSecrets(Now + 1));
        Assert.Empty(new AccountConfig { Id = "acme" }.CallbackSecrets(Now));
    }

    [Fact]
    public void A_key_works_until_its_end_and_never_longer_than_was_said_first()
    {
        var key = new ApiKeyConfig { Id = "key_1", Account = "acme", Scopes = [], LastFour = "", Hash = "" };

        var ending = key.EndsAt(Now + 10);

        Assert.True(key.Works(long.MaxValue));
        Assert.True(ending.Works(Now + 9));
        Assert.False(ending.Works(Now + 10));
        Assert.Equal(Now + 10, ending.EndsAt(Now + 20).ExpiresAt);
        Assert.Equal(Now + 5, ending.EndsAt(Now + 5).ExpiresAt);
        Assert.False((ending with { RevokedAt = Now }).Works(Now));
    }
}
