using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Tests.Submission;

public sealed class RequestChecksTests
{
    private const long Now = 1_800_000_000_000_000;

    private static readonly AccountConfig Account = new() { Id = "acc", DefaultFrom = "Shop" };

    private static readonly SubmitRequest Good = new() { Body = "Hello", Recipients = [new SubmitRecipient("+447700900123")] };

    public static TheoryData<string, string, SubmitRequest> Wrong => new()
    {
        { "/from", "invalid_originator", Good with { From = "This name is too long" } },
        { "/body", "required", Good with { Body = "" } },
        { "/body", "too_long", Good with { Body = new string('x', 1_601) } },
        { "/body", "too_many_segments", Good with { Body = new string('x', 161), MaxSegments = 1 } },
        { "/encoding", "not_gsm7", Good with { Body = "Привет", Encoding = EncodingRequest.Gsm7 } },
        { "/validity_period", "out_of_range", Good with { Validity = TimeSpan.FromSeconds(9) } },
        { "/validity_period", "out_of_range", Good with { Validity = TimeSpan.FromDays(15) } },
        { "/send_at", "out_of_range", Good with { SendAt = Now + (366L * 86_400_000_000) } },
        { "/max_segments", "out_of_range", Good with { MaxSegments = 0 } },
        { "/tags", "too_many", Good with { Tags = [.. Enumerable.Repeat("t", 11)] } },
        { "/tags/1", "invalid_value", Good with { Tags = ["t", ""] } },
        { "/tags/0", "invalid_value", Good with { Tags = [new string('t', 65)] } },
        { "/callback_url", "invalid_url", Good with { CallbackUrl = "ftp://example.com" } },
        { "/callback_url", "invalid_url", Good with { CallbackUrl = "/here" } },
        { "/callback_url", "invalid_url", Good with { CallbackUrl = "https://example.com/" + new string('x', 2_048) } },
        { "/default_country", "invalid_value", Good with { DefaultCountry = "Britain" } },
        { "/to", "invalid_number", Good with { Recipients = [new SubmitRecipient("07700900123")] } },
        { "/client_reference", "too_long", Good with { Recipients = [new SubmitRecipient("+447700900123", new string('r', 129))] } },
        { "/recipients/1/to", "invalid_number", Good with { IsBatch = true, Recipients = [new("+447700900123"), new("nobody")] } },
        { "/recipients/0/client_reference", "too_long", Good with { IsBatch = true, Recipients = [new("+447700900123", new string('r', 129)), new("+447700900124")] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_named_and_the_right_is_said(string pointer, string code, SubmitRequest request)
    {
        var found = RequestChecks.Check(request, Account, Now);
        Assert.Contains(found.Errors, error => error.Pointer == pointer && error.Code == code && error.Detail.Length > 0);
    }

    [Fact]
    public void A_good_request_has_no_errors()
    {
        var found = RequestChecks.Check(Good, Account, Now);
        Assert.Empty(found.Errors);
        Assert.Equal(("Shop", MessageLimits.DefaultValidity), (found.Draft!.From, found.Draft.Validity));
        Assert.Equal(new Msisdn(447700900123), Assert.Single(found.Recipients).To);
    }

    [Fact]
    public void An_originator_is_required_when_the_account_has_none() =>
        Assert.Equal(("/from", "required"), Single(RequestChecks.Check(Good, new AccountConfig { Id = "acc" }, Now)));

    [Fact]
    public void Every_wrong_field_is_found_at_once()
    {
        var request = Good with { From = "!", Body = "", MaxSegments = 0, Recipients = [new SubmitRecipient("x")] };
        Assert.Equal(["/from", "/body", "/max_segments", "/to"], RequestChecks.Check(request, Account, Now).Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void A_code_is_of_no_use_after_ten_minutes() =>
        Assert.Equal(TimeSpan.FromMinutes(10), RequestChecks.Check(Good with { Category = MessageCategory.Authentication }, Account, Now).Draft!.Validity);

    [Fact]
    public void National_numbers_are_read_in_the_country_of_the_request_or_the_account()
    {
        var request = Good with { Recipients = [new SubmitRecipient("07700 900123")] };
        Assert.Single(RequestChecks.Check(request, Account with { DefaultCountry = "GB" }, Now).Recipients);
        Assert.Single(RequestChecks.Check(request with { DefaultCountry = "GB" }, Account with { DefaultCountry = "DE" }, Now).Recipients);
    }

    private static (string Pointer, string Code) Single(CheckedRequest found)
    {
        var error = Assert.Single(found.Errors);
        return (error.Pointer, error.Code);
    }
}
