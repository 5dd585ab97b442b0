using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Contract.Webhooks;

/// <summary>Webhook endpoints' progress.</summary>
public abstract class WebhookStoreContract : StoreContract
{
    private const string Endpoint = "whk_1";

    private IWebhookStore Webhooks => Stores.Webhooks;

    [Fact]
    public async Task An_endpoint_that_never_ran_has_no_progress() => Assert.Null(await Webhooks.ReadAsync(Endpoint));

    [Fact]
    public async Task Cursor_and_pending_deliveries_are_kept_in_the_order_of_the_log()
    {
        var message = New.Id();
        var late = new PendingDelivery(new EventId(10, 2, 0), message, 1, 500);
        var early = new PendingDelivery(new EventId(10, 1, 7), null, 0, 400);
        await Webhooks.WriteAsync(Endpoint, new EventId(10, 2, 3), [late, early], []);

        var progress = await Webhooks.ReadAsync(Endpoint);

        Assert.Equal(new EventId(10, 2, 3), progress!.Cursor);
        Assert.Equal([early, late], progress.Pending);
    }

    [Fact]
    public async Task Pending_deliveries_are_replaced_and_removed_and_the_cursor_stays_when_none_is_given()
    {
        var first = new PendingDelivery(new EventId(10, 1, 0), null, 0, 400);
        var second = new PendingDelivery(new EventId(10, 1, 1), null, 0, 400);
        await Webhooks.WriteAsync(Endpoint, second.Event, [first, second], []);
        await Webhooks.WriteAsync(Endpoint, null, [first with { Attempts = 1, NextAt = 900 }], [second.Event]);

        var progress = await Webhooks.ReadAsync(Endpoint);

        Assert.Equal(second.Event, progress!.Cursor);
        Assert.Equal([first with { Attempts = 1, NextAt = 900 }], progress.Pending);
    }

    [Fact]
    public async Task A_forgotten_endpoint_starts_afresh_and_others_stay()
    {
        var pending = new PendingDelivery(new EventId(10, 1, 0), null, 0, 400);
        await Webhooks.WriteAsync(Endpoint, pending.Event, [pending], []);
        await Webhooks.WriteAsync("whk_2", pending.Event, [pending], []);

        await Webhooks.DeleteAsync(Endpoint);

        Assert.Null(await Webhooks.ReadAsync(Endpoint));
        Assert.Single((await Webhooks.ReadAsync("whk_2"))!.Pending);
    }
}
