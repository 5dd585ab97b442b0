using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Auditing;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Domain.Tests.Auditing;

public sealed class AuditChangesTests
{
    private static readonly CarrierConfig Acme = new() { Id = "acme", Host = "smsc.example", Port = 2775, Password = "open-sesame" };

    [Fact]
    public void Only_what_differs_is_named_with_its_value_before_and_after()
    {
        var changes = AuditChanges.Between(Acme, Acme with { Port = 2776, BindMode = BindMode.Receiver });

        Assert.Equal([new AuditChange("port", "2775", "2776"), new AuditChange("bind_mode", "\"transceiver\"", "\"receiver\"")], changes);
    }

    [Fact]
    public void That_a_secret_was_changed_is_told_and_nothing_of_it()
    {
        Assert.Equal(
            [new AuditChange("password", AuditChanges.Redacted, AuditChanges.Redacted)], AuditChanges.Between(Acme, Acme with { Password = "changed" }));
        Assert.All(
            AuditChanges.Between(null, Acme), change => Assert.DoesNotContain("sesame", change.To, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_new_comes_from_nothing_and_what_is_removed_goes_to_nothing()
    {
        Assert.Contains(new AuditChange("host", null, "\"smsc.example\""), AuditChanges.Between(null, Acme));
        Assert.Contains(new AuditChange("host", "\"smsc.example\"", null), AuditChanges.Between(Acme, null));
        Assert.Empty(AuditChanges.Between(Acme, Acme with { }));
    }

    [Fact]
    public void Neither_a_keys_hash_nor_what_signs_callbacks_is_shown()
    {
        var key = new ApiKeyConfig { Id = "key_1", Account = "acme", Scopes = Scope.Account, LastFour = "abcd", Hash = "f00d" };
        var account = new AccountConfig { Id = "acme", CallbackSecret = "whsec_1" }.RotateCallbackSecret("whsec_2", 0);

        var shown = AuditChanges.Between(null, key).Concat(AuditChanges.Between(null, account)).ToList();

        Assert.All(shown, change => Assert.DoesNotMatch("f00d|whsec", change.To!));
        Assert.Equal(3, shown.Count(change => change.To == AuditChanges.Redacted));
    }
}
