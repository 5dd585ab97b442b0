using System.Text;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class RecipientStateJsonTests
{
    [Theory]
    [InlineData("acc_01JD", "marketing")]
    [InlineData("Ü\"\\\n", "ein Ding, das so heißt")]
    [InlineData("", "a name that is longer than any that is shared, and then some: 0123456789012345678901234567890123456789")]
    public void What_was_written_is_read(string account, string purpose)
    {
        var state = new RecipientState { Consents = [new Consent(account, purpose, "con_1", 5)], Language = "de" };

        var read = RecipientStateJson.Read(RecipientStateJson.Write(state));

        Assert.Equal(state.Consents, read.Consents);
        Assert.Equal("de", read.Language);
        Assert.Empty(read.OptOuts);
    }

    [Fact]
    public void Recipients_have_the_names_of_accounts_and_purposes_in_common()
    {
        var octets = RecipientStateJson.Write(new RecipientState { Consents = [new Consent("acc_in_common", "newsletter", "con_1", 5)] });

        var (one, other) = (RecipientStateJson.Read(octets).Consents[0], RecipientStateJson.Read(octets).Consents[0]);

        Assert.Same(one.Account, other.Account);
        Assert.Same(one.Purpose, other.Purpose);
    }

    [Fact]
    public void What_another_version_wrote_is_passed_over_and_what_is_missing_is_empty()
    {
        var read = RecipientStateJson.Read(Encoding.UTF8.GetBytes("""{"consents": [{"account": "acc_1", "purpose": null, "record": "con_1", "mood": "good"}], "more": 1}"""));

        Assert.Equal("acc_1", Assert.Single(read.Consents).Account);
        Assert.Empty(read.Suppressions);
    }
}
