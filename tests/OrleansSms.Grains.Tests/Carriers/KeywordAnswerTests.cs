using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>What recipients are answered when they send a keyword.</summary>
[Collection(SharedGateway.Name)]
public sealed class KeywordAnswerTests(Gateway gateway)
{
    [Fact]
    public async Task A_stop_is_confirmed_once_from_the_number_it_was_sent_to_and_nothing_goes_after_it()
    {
        var scene = gateway.NewScene();
        await using var carrier = await StartAsync(scene);

        Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(1), NumberOf(scene), "Stop"));
        await carrier.ArrivedAsync(1);
        Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(1), NumberOf(scene), "STOP"));
        await scene.SendAsync(scene.Number(1));
        await scene.WaitAsync(EventType.MessageSuppressed);

        var confirmation = Assert.Single(carrier.Arrived);
        Assert.Equal((scene.Number(1)[1..], NumberOf(scene)), (confirmation.To, confirmation.Pdu.Source.Value));
        Assert.StartsWith("Acme: You have opted out", await TextOfAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_that_was_not_durable_yet_goes_once_however_often_the_carrier_delivers_the_stop()
    {
        var scene = gateway.NewScene();
        await using var carrier = await StartAsync(scene);
        var first = Task.FromResult(CommandStatus.Ok);
        var second = first;

        using (gateway.Held.Hold(changes => changes.NewMessages.Any(row => row.Message.Account == scene.Account)))
        {
            first = carrier.TextAsync(scene.Number(1), NumberOf(scene), "STOP");
            second = carrier.TextAsync(scene.Number(1), NumberOf(scene), "STOP");
            while ((await StateAsync(scene)).OptOuts.Count == 0)
            {
                await Task.Yield();
            }

            Assert.Empty(carrier.Arrived);
        }

        await Task.WhenAll(first, second);
        Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(1), NumberOf(scene), "STOP"));
        await carrier.ArrivedAsync(1);
        var sent = Assert.Single(await scene.WaitAsync(EventType.MessageSent));

        Assert.Equal((await StateAsync(scene)).OptOuts[0].Confirmation, sent.Message.ToString());
        Assert.Single(carrier.Arrived);
    }

    [Fact]
    public async Task Help_and_an_opt_in_are_answered_in_the_language_of_the_keyword()
    {
        var scene = gateway.NewScene();
        await using var carrier = await StartAsync(scene);

        await carrier.TextAsync(scene.Number(1), NumberOf(scene), "AIDE");
        await scene.WaitAsync(EventType.ContactHelpRequested);
        await carrier.ArrivedAsync(1);
        await carrier.TextAsync(scene.Number(1), NumberOf(scene), "STOPP");
        await carrier.ArrivedAsync(2);
        await carrier.TextAsync(scene.Number(1), NumberOf(scene), "START");
        await scene.WaitAsync(EventType.ContactOptedIn);
        await carrier.ArrivedAsync(3);

        var texts = await TextsAsync(scene, 3);
        Assert.Contains(texts, text => text.Contains("Répondez STOP", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("abgemeldet", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("opted in again", StringComparison.Ordinal));
    }

    private static async Task<ScriptedCarrier> StartAsync(Scene scene)
    {
        await scene.SetAccountAsync();
        await scene.Gateway.Grains.GetGrain<IAccountGrain>(scene.Account).SetKeywordsAsync(new KeywordsConfig { Account = scene.Account, Brand = "Acme" });
        var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        await carrier.BoundAsync();
        return carrier;
    }

    /// <summary>The account's number, as <see cref="Scene.SetAccountAsync"/> sets it.</summary>
    private static string NumberOf(Scene scene) => $"60{scene.Account["acc_".Length..].PadLeft(3, '0')}";

    private static async Task<string> TextOfAsync(Scene scene) => Assert.Single(await TextsAsync(scene, 1));

    private static async Task<IReadOnlyList<string>> TextsAsync(Scene scene, int count)
    {
        var sent = await scene.WaitAsync(EventType.MessageSent, count);
        return [.. (await scene.Gateway.Store.ReadAsync([.. sent.Select(entry => entry.Message!.Value)])).Select(record => record.Message.Body)];
    }

    private static ValueTask<RecipientState> StateAsync(Scene scene)
    {
        var number = new Msisdn(long.Parse(scene.Number(1)[1..], System.Globalization.CultureInfo.InvariantCulture));
        return scene.Gateway.Grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).GetAsync(number);
    }
}
