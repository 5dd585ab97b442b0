using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Domain.Tests.Webhooks;

public sealed class WebhookEndpointConfigTests
{
    private static readonly long Day = UnixMicros.From(TimeSpan.FromHours(24));

    private readonly WebhookEndpointConfig _endpoint = new() { Id = "whk_1", Account = "acc", Url = "https://example.com", Secrets = ["one"] };

    [Fact]
    public void The_secret_before_signs_for_a_day_beside_the_new_one()
    {
        var rotated = _endpoint.Rotate("two", now: 1_000);

        Assert.Equal(["two", "one"], rotated.At(1_000 + Day - 1).Secrets);
        Assert.Equal(["two"], rotated.At(1_000 + Day).Secrets);
    }

    [Fact]
    public void A_second_rotation_ends_the_oldest_secret_at_once() =>
        Assert.Equal(["three", "two"], _endpoint.Rotate("two", now: 1_000).Rotate("three", now: 2_000).At(2_000).Secrets);

    [Fact]
    public void An_endpoint_that_was_never_rotated_keeps_its_secret() => Assert.Same(_endpoint, _endpoint.At(long.MaxValue));
}
