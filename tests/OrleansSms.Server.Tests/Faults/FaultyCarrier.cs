using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using OrleansSms.Simulator;
using OrleansSms.Simulator.Wire;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Server.Tests.Faults;

/// <summary>A carrier behind a wire that can be made to misbehave, the route to it, and what a customer sees of the messages sent there.</summary>
public sealed class FaultyCarrier : IAsyncDisposable
{
    public const int Window = 100;

    private readonly FaultGateway _gateway;
    private readonly ConcurrentDictionary<string, int> _accepted = new();
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Count, Func<Task> Act) _at = (-1, static () => Task.CompletedTask);
    private int _submits;

    private FaultyCarrier(FaultGateway gateway, SimulatorOptions options)
    {
        _gateway = gateway;
        var number = gateway.NextCarrier();
        Id = string.Create(CultureInfo.InvariantCulture, $"faulty-{number}");
        Prefix = string.Create(CultureInfo.InvariantCulture, $"4474{number:000}");
        Simulator = new CarrierSimulator(options with { MagicRecipients = false, Accepted = Accept }, TimeProvider.System);
    }

    public string Id { get; }

    public string Prefix { get; }

    public CarrierSimulator Simulator { get; }

    public FaultyWire Wire { get; private set; } = null!;

    /// <summary>Recipients for whom the carrier has accepted a message more than once.</summary>
    public IReadOnlyList<string> Doubled => [.. _accepted.Where(one => one.Value > 1).Select(one => "+" + one.Key)];

    /// <summary>Recipients for whom it has accepted one.</summary>
    public int Recipients => _accepted.Count;

    /// <summary>Starts one and waits until it is bound, unless its wire is dead.</summary>
    public static async Task<FaultyCarrier> StartAsync(FaultGateway gateway, SimulatorOptions? options = null, bool isDead = false, params string[] then)
    {
        var carrier = new FaultyCarrier(gateway, options ?? new SimulatorOptions());
        await carrier.Simulator.StartAsync();
        carrier.Wire = FaultyWire.Start(carrier.Simulator.Port);
        carrier.Wire.IsDead = isDead;
        var config = new { host = "127.0.0.1", port = carrier.Wire.Port, system_id = "gateway", window_size = Window };
        (await gateway.Api.PutAsync($"/v1/carriers/{carrier.Id}", config)).Expect(201);
        (await gateway.Api.PutAsync($"/v1/routes/{carrier.Id}", new { prefix = carrier.Prefix, carriers = (string[])[carrier.Id, .. then] })).Expect(200);
        if (!isDead)
        {
            await carrier.BindAsync(bind => bind.GetProperty("bound").GetBoolean());
        }

        return carrier;
    }

    /// <summary>What was to be done in the midst of it has been done.</summary>
    public Task Happened => _happened.Task.WaitAsync(TwoCarriers.Timeout);

    /// <summary>Does this when so many submit_sm have been accepted.</summary>
    public void At(int accepted, Action act) => At(accepted, () =>
    {
        act();
        return Task.CompletedTask;
    });

    /// <summary>The same with something that takes time.</summary>
    public void At(int accepted, Func<Task> act) => _at = (accepted, act);

    /// <summary>Sends as many messages as are asked for, each to a recipient of its own; answers the batch.</summary>
    public async Task<string> SendAsync(int messages, string category = "transactional", int first = 0)
    {
        var recipients = Enumerable.Range(first, messages).Select(index => new { to = string.Create(CultureInfo.InvariantCulture, $"+{Prefix}{index:00000}") });
        return (await _gateway.Api.PostAsync("/v1/batches", new { from = "Gateway", body = "Hello", category, recipients })).Expect(202).Id;
    }

    /// <summary>Waits until so many messages of a batch are delivered.</summary>
    public Task DeliveredAsync(string batch, int count) => _gateway.Api.BatchIsAsync(batch, count, "delivered");

    /// <summary>Waits until its bind is so.</summary>
    public Task<JsonElement> BindAsync(Func<JsonElement, bool> isSo) =>
        Eventually.ReadAsync(async () => (await _gateway.Api.GetAsync($"/v1/binds/{Id}/0")).Expect(200).Json, isSo);

    /// <summary>Every recipient whose message the carrier has twice has been told so by its timeline.</summary>
    public async Task DoubledAreMarkedAsync(string batch)
    {
        var ids = await IdsAsync(batch);
        foreach (var to in Doubled)
        {
            Assert.Contains("uncertain", (await _gateway.Api.TimelineAsync(ids[to])).Kinds());
        }
    }

    /// <summary>The messages of a batch by recipient.</summary>
    public async Task<IReadOnlyDictionary<string, string>> IdsAsync(string batch) =>
        (await _gateway.Api.BatchMessagesAsync(batch)).ToDictionary(static message => message.Text("to")!, static message => message.Text("id")!);

    public async ValueTask DisposeAsync()
    {
        await _gateway.Api.DeleteAsync($"/v1/routes/{Id}");
        await _gateway.Api.DeleteAsync($"/v1/carriers/{Id}");
        await Wire.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private void Accept(SubmitSm submit)
    {
        _accepted.AddOrUpdate(submit.Destination.Value, 1, static (_, times) => times + 1);
        if (Interlocked.Increment(ref _submits) == _at.Count)
        {
            _ = HappenAsync();
        }
    }

    private async Task HappenAsync()
    {
        await _at.Act();
        _happened.SetResult();
    }
}
