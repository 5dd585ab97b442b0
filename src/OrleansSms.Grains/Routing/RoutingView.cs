using System.Collections.Concurrent;
using System.Collections.Frozen;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Routing;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Routing;

/// <summary>
/// What this process knows of routes, carriers and the health of binds: answers where a message goes without a grain call.
/// </summary>
internal sealed class RoutingView(IDocumentStore documents, TimeProvider time) : DocumentView(MaxAge, time)
{
    /// <summary>A carrier whose binds have been down for less is still trusted: most drops are followed by a new bind at once.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<BindKey, BindHealth> _health = new();
    private Snapshot _snapshot = new(new RoutingTable([], []), FrozenDictionary<string, CarrierConfig>.Empty);

    /// <summary>Every enabled carrier's binds.</summary>
    public IReadOnlyList<BindKey> Binds =>
        [.. _snapshot.Carriers.Values.SelectMany(carrier => Enumerable.Range(0, carrier.Binds).Select(index => new BindKey(carrier.Id, index)))];

    /// <summary>Says how a bind is.</summary>
    public void Report(BindKey bind, bool bound) => _health.AddOrUpdate(
        bind,
        _ => new BindHealth(bound, Time.GetTimestamp()),
        (_, before) => before.Bound == bound ? before : new BindHealth(bound, Time.GetTimestamp()));

    /// <summary>Carriers that would be tried for a number, in order.</summary>
    public RouteConfig FindRoute(Msisdn number) => _snapshot.Table.Find(number);

    /// <summary>The carrier's configuration; null when it does not exist or is switched off.</summary>
    public CarrierConfig? FindCarrier(string id) => _snapshot.Carriers.GetValueOrDefault(id);

    /// <summary>
    /// The bind for a number: the first carrier of its route that is up, or the first at all when none is. A recipient keeps to one bind as long as that is up.
    /// Null when no carrier of the route can send.
    /// </summary>
    /// <param name="number">The recipient.</param>
    /// <param name="after">Only carriers that stand behind this one in the route.</param>
    /// <param name="except">A carrier that is out of the question.</param>
    public BindKey? Choose(Msisdn number, string? after = null, string? except = null)
    {
        CarrierConfig? fallback = null;
        var reached = after is null;
        foreach (var id in FindRoute(number).Carriers)
        {
            if (!reached || id == except)
            {
                reached |= id == after;
                continue;
            }

            if (FindCarrier(id) is not { } carrier || carrier.BindMode == BindMode.Receiver)
            {
                continue;
            }

            if (IsUp(carrier))
            {
                return ChooseBind(carrier, number);
            }

            fallback ??= carrier;
        }

        return fallback is null ? null : ChooseBind(fallback, number);
    }

    /// <summary>The bind for a number at one carrier; null when that cannot send.</summary>
    public BindKey? ChooseAt(string carrier, Msisdn number) =>
        FindCarrier(carrier) is { BindMode: not BindMode.Receiver } found ? ChooseBind(found, number) : null;

    /// <summary>Another bind of the same carrier that can send now; null when none can.</summary>
    public BindKey? ChooseSibling(BindKey bind, Msisdn number) =>
        FindCarrier(bind.Carrier) is { BindMode: not BindMode.Receiver } carrier
        && ChooseBind(carrier, number) is var chosen && chosen != bind && _health.TryGetValue(chosen, out var health) && health.Bound
            ? chosen
            : null;

    /// <summary>
    /// The bind that takes over from one that does not run any more: another of its carrier where that sends, else as <see cref="Choose"/> says. Null when there is none.
    /// </summary>
    public BindKey? ChooseSuccessor(BindKey closed, Msisdn number) =>
        FindCarrier(closed.Carrier) is { BindMode: not BindMode.Receiver } carrier && !carrier.Runs(closed.Index)
            ? ChooseBind(carrier, number)
            : Choose(number, except: closed.Carrier);

    /// <summary>Whether a bind of the carrier can send, or was able to a moment ago.</summary>
    public bool IsUp(CarrierConfig carrier)
    {
        for (var index = 0; index < carrier.Binds; index++)
        {
            if (!_health.TryGetValue(new BindKey(carrier.Id, index), out var health) || health.Bound || Time.GetElapsedTime(health.Since) < Grace)
            {
                return true;
            }
        }

        return false;
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var carriers = await documents.Carriers().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken);
        var routes = await documents.Routes().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken);
        var enabled = carriers.Where(carrier => carrier.Enabled).ToArray();
        _snapshot = new Snapshot(
            new RoutingTable(routes, [.. enabled.Select(carrier => carrier.Id)]),
            enabled.ToFrozenDictionary(carrier => carrier.Id, StringComparer.Ordinal));
    }

    private BindKey ChooseBind(CarrierConfig carrier, Msisdn number)
    {
        var first = (int)((ulong)(number.Digits * unchecked((long)0x9E3779B97F4A7C15)) >> 33) % carrier.Binds;
        for (var step = 0; step < carrier.Binds; step++)
        {
            var bind = new BindKey(carrier.Id, (first + step) % carrier.Binds);
            if (_health.TryGetValue(bind, out var health) && health.Bound)
            {
                return bind;
            }
        }

        return new BindKey(carrier.Id, first);
    }

    private sealed record Snapshot(RoutingTable Table, FrozenDictionary<string, CarrierConfig> Carriers);
}
