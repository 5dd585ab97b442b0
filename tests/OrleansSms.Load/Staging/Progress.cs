using OrleansSms.Load.Carrier;
using OrleansSms.Load.Hooks;

namespace OrleansSms.Load.Staging;

/// <summary>How far what was accepted has come.</summary>
/// <param name="Carrier">At the carrier.</param>
/// <param name="Hooks">At the customer; null when nobody listens.</param>
internal sealed record Progress(CarrierStats Carrier, HookStats? Hooks)
{
    /// <summary>When the last thing happened.</summary>
    public long LastAt => Math.Max(Math.Max(Carrier.LastSubmitAt, Carrier.LastReceiptAt), Hooks?.LastAt ?? 0);

    public bool IsAllOf(long messages) =>
        Carrier.Accepted >= messages && Carrier.ReceiptsTaken >= Carrier.Accepted && (Hooks is null || Hooks.Events >= messages);
}
