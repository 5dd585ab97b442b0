using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator;

/// <summary>A deliver_sm that must reach an ESME: a receipt, or an MO whose sender waits to hear of it.</summary>
internal sealed class Delivery
{
    /// <summary>The receipt; null for an MO.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>The MO; null for a receipt.</summary>
    public DeliverSm? Mo { get; init; }

    /// <summary>Hears what the ESME answered to an MO.</summary>
    public TaskCompletionSource<CommandStatus>? Answered { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }
}
