using OrleansSms.Domain.Carriers;

namespace OrleansSms.Contracts.Carriers;

/// <summary>One carrier: its configuration and its binds. Key: the carrier's id.</summary>
[Alias("sms.ICarrierGrain")]
public interface ICarrierGrain : IGrainWithStringKey
{
    /// <summary>The configuration; null when there is no such carrier.</summary>
    [Alias("Get")]
    Task<CarrierConfig?> GetAsync();

    /// <summary>Replaces the configuration, durably, and has the binds follow it.</summary>
    [Alias("Configure")]
    Task ConfigureAsync(CarrierConfig config);

    /// <summary>Unbinds, moves what waits to other carriers and forgets the carrier; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>Sees to it that every bind runs; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();

    /// <summary>The state of every bind.</summary>
    [Alias("GetBinds")]
    Task<IReadOnlyList<BindState>> GetBindsAsync();

    /// <summary>Adds a part of a concatenated inbound message, durable when it answers; the message, once all parts are there.</summary>
    [Alias("AddPart")]
    Task<AssembledMessage?> AddPartAsync(InboundPart part);

    /// <summary>Unbinds every session for the process to stop.</summary>
    [Alias("Drain")]
    Task DrainAsync();
}

/// <summary>A concatenated inbound message whose parts have come, or will not come any more.</summary>
/// <param name="From">Source address.</param>
/// <param name="To">Destination address.</param>
/// <param name="Text">The text in order.</param>
/// <param name="Encoding">Alphabet of the first part.</param>
/// <param name="Parts">Rows to be removed when the message is durable.</param>
/// <param name="Complete">False when a part never came.</param>
[GenerateSerializer, Immutable, Alias("sms.AssembledMessage")]
public sealed record AssembledMessage(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] string Text,
    [property: Id(3)] string Encoding,
    [property: Id(4)] IReadOnlyList<MessageId> Parts,
    [property: Id(5)] bool Complete);
